import { routes, type Route, type RouteName } from '#contracts/http.ts'
import type { Case } from './case.ts'

/** Routes whose contract says how they are asked. */
export type Exemplified = {
  [N in RouteName]: (typeof routes)[N] extends { example: unknown } ? N : never
}[RouteName]

const asked = (query: Readonly<Record<string, string>>): { query: string } => ({
  query: `?${new URLSearchParams(query).toString()}`,
})

const caseOf = (example: Readonly<Record<string, string>>): Case => ({
  bad: asked(Object.fromEntries(Object.keys(example).map((key) => [key, 'вчера']))),
  done: async () => asked(example),
})

/** Their cases: the example is answered, nonsense in its place is refused. */
export const exampleCases = Object.fromEntries(
  Object.entries<Route>(routes).flatMap(([name, { example }]) =>
    example === undefined ? [] : [[name, caseOf(example)] as const],
  ),
  // by the names of the routes, which Object.entries does not tell
) as Record<Exemplified, Case>
