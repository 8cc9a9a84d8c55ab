import type { ClassifierEntry } from '#contracts/directory.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import { demand } from '#server/app/person.ts'
import type { Actor } from '#server/app/ports.ts'

const cacheSeconds = 60

/**
 * Every place, category and problem with its rule. At most a minute old; registration reads the rule itself.
 * @throws Refusal notAllowed
 */
export async function listClassifier(
  deps: Deps,
  actor: Actor,
  _input: RouteInput<'listClassifier'>,
): Promise<RouteResponse<'listClassifier'>> {
  demand(actor, 'board.see')
  const cached = await deps.cache.get<ClassifierEntry[]>('classifier')
  if (cached) return { entries: cached }
  const entries = await deps.store.repositories.classifier.all()
  await deps.cache.set('classifier', entries, cacheSeconds)
  return { entries }
}
