import { z } from 'zod'
import { ClassifierEntry, ClassifierFields } from '#contracts/classifier.ts'
import { IdParams, route } from '#contracts/route.ts'
import { Text } from '#contracts/text.ts'
import { Moment } from '#contracts/time.ts'

export const classifierRoutes = {
  listClassifier: route({
    method: 'GET',
    path: '/api/classifier',
    access: 'board.see',
    summary: 'Place, category, problem and deadlines',
    response: z.object({ entries: z.array(ClassifierEntry) }),
  }),
  saveClassifierEntry: route({
    method: 'PUT',
    path: '/api/classifier/:id',
    access: 'rules.change',
    summary: 'Add (id 0) or change an entry and its deadlines; a change makes the next version of the rule',
    params: z.object({ id: z.coerce.number().int().nonnegative() }),
    body: z.object({ ruleVersion: z.number().int(), fields: ClassifierFields }),
    response: ClassifierEntry,
  }),
  classifierHistory: route({
    method: 'GET',
    path: '/api/classifier/:id/history',
    access: 'settings.see',
    summary: 'Earlier versions of a rule',
    params: IdParams,
    response: z.object({
      versions: z.array(
        z.object({
          version: z.number().int(),
          at: Moment,
          byName: Text.nullable(),
          entry: ClassifierFields,
        }),
      ),
    }),
  }),
}
