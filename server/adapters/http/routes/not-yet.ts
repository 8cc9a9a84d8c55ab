import { Refusal } from '#contracts/error.ts'
import type { RouteName } from '#contracts/http.ts'
import type { Handlers } from './binding.ts'

/** Answers 503 for routes whose handler is not written yet. */
export function notYet<N extends RouteName>(names: Record<N, unknown>): Handlers<N> {
  const away = async (): Promise<never> => {
    throw new Refusal('databaseAway')
  }
  return Object.fromEntries(Object.keys(names).map((name) => [name, away])) as unknown as Handlers<N>
}
