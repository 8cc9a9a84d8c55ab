import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import { nothingLeftOut, type LeftOut } from '#contracts/journal.ts'
import type { Task } from '#contracts/task.ts'
import { isOnBoard } from '#domain/task/states.ts'
import { patchMap } from '../patch-map.ts'

/** Tasks by id, fed only from the journal. Shallow: a task is replaced whole, never edited in place. */
export const useTaskStore = defineStore('task', () => {
  const byId = shallowReactive(new Map<number, Task>())
  /** What stands on the board too, and is more than a page can hold. */
  const leftOut = shallowRef<LeftOut>(nothingLeftOut)
  const open = computed(() => [...byId.values()].filter((task) => isOnBoard(task.status)))
  const drafts = computed(() => open.value.filter((task) => task.status === 'draft'))
  const callbacks = computed(() =>
    open.value
      .filter((task) => task.status === 'callback')
      .sort((a, b) =>
        (a.deadlines.callbackBy ?? a.createdAt).localeCompare(b.deadlines.callbackBy ?? b.createdAt),
      ),
  )
  const take = (from: ReadonlyMap<number, Task>, ids: ReadonlySet<number> | null): void =>
    patchMap(byId, from, ids)
  const takeLeftOut = (from: LeftOut): void => {
    leftOut.value = from
  }
  /** An answer of the server to this page's own request, which may be here before the journal's frame. */
  const takeAnswer = (task: Task): void => {
    if ((byId.get(task.id)?.version ?? -1) < task.version) byId.set(task.id, task)
  }
  const byCall = computed(() => {
    const map = new Map<string, Task>()
    for (const task of open.value) for (const id of task.callIds) map.set(id, task)
    return map
  })
  return { byId, leftOut, open, drafts, callbacks, byCall, take, takeLeftOut, takeAnswer }
})
