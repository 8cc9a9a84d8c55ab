import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import type { Task } from '#contracts/task.ts'
import { patchMap } from '../patch-map.ts'
import { isOpen } from './status.ts'

/** Tasks by id, fed only from the journal. Shallow: a task is replaced whole, never edited in place. */
export const useTaskStore = defineStore('task', () => {
  const byId = shallowReactive(new Map<number, Task>())
  const open = computed(() => [...byId.values()].filter(isOpen))
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
  /** An answer of the server to this page's own request, which may be here before the journal's frame. */
  const takeAnswer = (task: Task): void => {
    if ((byId.get(task.id)?.version ?? -1) < task.version) byId.set(task.id, task)
  }
  const byCall = computed(() => {
    const map = new Map<string, Task>()
    for (const task of open.value) for (const id of task.callIds) map.set(id, task)
    return map
  })
  return { byId, open, drafts, callbacks, byCall, take, takeAnswer }
})
