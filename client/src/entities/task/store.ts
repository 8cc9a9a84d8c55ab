import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { nothingLeftOut, type LeftOut } from '#contracts/journal.ts'
import type { Task } from '#contracts/task.ts'
import { isOnBoard } from '#domain/task/states.ts'
import { createEntityStore } from '../pushed-store.ts'

/** Tasks by id. */
export const useTaskStore = defineStore('task', () => {
  const { byId, take, takeAnswer } = createEntityStore('task')
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
  const takeLeftOut = (from: LeftOut): void => {
    leftOut.value = from
  }
  const byCall = computed(() => {
    const map = new Map<string, Task>()
    for (const task of open.value) for (const id of task.callIds) map.set(id, task)
    return map
  })
  return { byId, leftOut, open, drafts, callbacks, byCall, take, takeLeftOut, takeAnswer }
})
