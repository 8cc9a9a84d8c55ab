import type { ClassifierEntry } from '#contracts/classifier.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

const cacheSeconds = 600

/**
 * Every place, category and problem with its rule. The copy is named by how often anybody changed the classifier, so a
 * change is seen at once by every process, whichever cache each has.
 */
export async function listClassifier(
  deps: Deps,
  _person: Person,
  _input: RouteInput<'listClassifier'>,
): Promise<RouteResponse<'listClassifier'>> {
  const { classifier } = deps.store.repositories
  // before the entries: a copy may be newer than its name, never older
  const key = `classifier:${await classifier.stamp()}`
  const cached = await deps.cache.get<ClassifierEntry[]>(key)
  if (cached) return { entries: cached }
  const entries = await classifier.all()
  await deps.cache.set(key, entries, cacheSeconds)
  return { entries }
}
