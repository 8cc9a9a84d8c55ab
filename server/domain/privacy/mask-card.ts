import type { CallerCard } from '#contracts/directory.ts'
import { maskText } from './mask-text.ts'
import { maskCall, maskShutdown, maskTask } from './mask.ts'

/** The card without numbers and names of applicants, for who may register but not see numbers. */
export const maskCard = (card: CallerCard): CallerCard => ({
  ...card,
  call: maskCall(card.call),
  task: card.task && maskTask(card.task),
  worker: card.worker && { ...card.worker, tasks: card.worker.tasks.map(maskTask) },
  organisation: card.organisation && { ...card.organisation, note: maskText(card.organisation.note) },
  places: card.places.map((place) => ({
    ...place,
    houseNote: maskText(place.houseNote),
    openTasks: place.openTasks.map(({ task, near }) => ({ task: maskTask(task), near })),
  })),
  lastCalls: card.lastCalls.map(maskCall),
  shutdowns: card.shutdowns.map((one) => ({ ...one, shutdown: maskShutdown(one.shutdown) })),
})
