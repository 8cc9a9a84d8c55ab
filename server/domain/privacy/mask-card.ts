import type { CallerCard } from '#contracts/directory.ts'
import { maskCall, maskTask } from './mask.ts'

/** The card without numbers and names of applicants, for who may register but not see numbers. */
export const maskCard = (card: CallerCard): CallerCard => ({
  ...card,
  call: maskCall(card.call),
  task: card.task && maskTask(card.task),
  worker: card.worker && { ...card.worker, tasks: card.worker.tasks.map(maskTask) },
  places: card.places.map((place) => ({
    ...place,
    openTasks: place.openTasks.map(({ task, near }) => ({ task: maskTask(task), near })),
  })),
  lastCalls: card.lastCalls.map(maskCall),
})
