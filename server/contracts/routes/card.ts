import { z } from 'zod'
import { KnownPlace } from '#contracts/caller-card.ts'
import { ProblemChoice } from '#contracts/classifier.ts'
import { DiscardedCallback } from '#contracts/joined-caller.ts'
import { IdParams, route } from '#contracts/route.ts'
import { Task } from '#contracts/task.ts'

/** What an operator's card asks for beside the call and its task. */
export const cardRoutes = {
  undoJoin: route({
    method: 'POST',
    path: '/api/tasks/:id/join/undo',
    access: 'task.register',
    summary: 'Take a draft out of the task again into which it was joined, for ten minutes',
    params: IdParams,
    response: Task,
  }),
  listDiscardedCallbacks: route({
    method: 'GET',
    path: '/api/callbacks/discarded',
    access: 'callback.takeOver',
    summary: 'Missed calls of the last day that somebody took off the list without calling back',
    response: z.object({ discarded: z.array(DiscardedCallback) }),
  }),
  getPlaceCard: route({
    method: 'GET',
    path: '/api/place-card',
    access: 'task.register',
    summary: 'What is known of an address that was dictated',
    query: z.object({
      houseId: z.coerce.number().int().positive(),
      apartmentId: z.coerce.number().int().positive().optional(),
    }),
    response: KnownPlace,
  }),
  listProblemChoices: route({
    method: 'GET',
    path: '/api/classifier/choices',
    access: 'task.register',
    summary: 'Which problems were chosen for which words',
    response: z.object({ choices: z.array(ProblemChoice) }),
  }),
}
