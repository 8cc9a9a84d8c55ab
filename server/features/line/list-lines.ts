import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { LinePart } from '#contracts/line.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'
import { lineOf, way } from '#domain/line/way.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

export async function listLines(
  { store }: Deps,
  _person: Person,
  _input: RouteInput<'listLines'>,
): Promise<RouteResponse<'listLines'>> {
  const { lines, users } = store.repositories
  const [set, companies, operators] = await Promise.all([lines.all(), lines.companies(), users.operators()])
  return { ...set, companies, operators: operators.map(({ id, name }) => ({ id, name })) }
}

/** @throws Refusal notFound where nothing was ever saved */
export async function linePartHistory(
  { store }: Deps,
  _person: Person,
  { params: { kind, id } }: RouteInput<'linePartHistory'>,
): Promise<RouteResponse<'linePartHistory'>> {
  const versions = await store.repositories.lines.versions(kind, id)
  if (versions.length === 0) throw new Refusal('notFound', { id })
  return {
    versions: versions.map(({ data, ...version }) => ({
      ...version,
      part: data === null ? null : LinePart.parse({ kind, fields: data }),
    })),
  }
}

/** By the rule that Asterisk's views have too: a test holds both against each other. */
export async function whereWouldItGo(
  { store, now, installation }: Deps,
  _person: Person,
  { query }: RouteInput<'whereWouldItGo'>,
): Promise<RouteResponse<'whereWouldItGo'>> {
  const { lines } = store.repositories
  const [set, calendar] = await Promise.all([lines.all(), lines.calendar()])
  const at = query.at === undefined ? now() : new Date(query.at)
  const dialled = phoneDigits(query.number) || query.number.replaceAll(/\D/g, '')
  const line = lineOf(set.lines, dialled)
  const { timeZone } = installation
  const steps = way(
    { ...set, calendar, timeZone },
    { dialled, at, isBusy: query.busy === 'yes', keys: query.keys.split('') },
  )
  return { line: line && { id: line.id, name: line.name }, at: at.toISOString(), steps }
}
