import type { Repositories } from '#server/repositories.ts'
import { suggestionOf, type SuggestionRecord } from '#domain/shutdown/suggestion-record.ts'
import type { Deps } from '#server/deps.ts'
import {
  similarCases,
  similarWithinMs,
  suggest,
  type Case,
  type Suggested,
} from '#domain/shutdown/suggest.ts'

/** An open suggestion that got no further call for so long is over: what was wrong is mended or known. */
const expiresAfterMs = 30 * 60_000
/** So long a dismissed one is remembered. */
const rememberedMs = 60 * 60_000

/** A new case is there: look soon. A burst looks once a second, not once a call. */
export const suggestionsSoon = (now: Date) => ({
  kind: 'shutdown.suggest',
  runAt: new Date(now.getTime() + 1000),
  now,
})
export const askForSuggestions = (tx: Repositories, now: Date): Promise<void> =>
  tx.jobs.addUnlessWaiting(suggestionsSoon(now))

/**
 * Looks at the calls and tasks of the last ten minutes and brings the open suggestions up to date: new ones, those
 * that grew, and those that are over. Run by a job; boards are told.
 */
export async function suggestShutdowns(deps: Deps): Promise<void> {
  const now = deps.now()
  await deps.store.transaction(async (tx) => {
    const known = await tx.suggestions.recentForUpdate(new Date(now.getTime() - rememberedMs))
    const cases = await tx.suggestions.cases(new Date(now.getTime() - similarWithinMs))
    const found = suggest(cases, await factsOf(tx, cases))
    const changed: SuggestionRecord[] = []
    for (const one of found) {
      const same = known.filter((other) => isSame(one, other))
      const open = same.find(({ state }) => state === 'open')
      if (open) changed.push(...grown(open, one))
      else if (isNews(one, same)) changed.push(await tx.suggestions.add(one))
    }
    changed.push(...over(known, found, now))
    for (const record of changed) if (record.version > 1) await tx.suggestions.save(record, null)
    tx.tell('suggestion', ...changed.map(suggestionOf))
    if (known.some(({ state }) => state === 'open') || changed.length > 0)
      await tx.jobs.addUnlessWaiting({
        kind: 'shutdown.suggest',
        runAt: new Date(now.getTime() + expiresAfterMs),
        now,
      })
  })
}

const isSame = (a: Suggested, b: SuggestionRecord): boolean =>
  a.scope === b.scope && a.scopeId === b.scopeId && a.scopeName === b.scopeName && a.service === b.service

/** After somebody said no, the same calls suggest it no more; as many new ones do. */
const isNews = ({ taskIds }: Suggested, decided: readonly SuggestionRecord[]): boolean => {
  const seen = new Set(decided.flatMap((one) => one.taskIds))
  return decided.length === 0 || taskIds.filter((id) => !seen.has(id)).length >= similarCases
}

function grown(open: SuggestionRecord, { houseIds, taskIds, lastAt }: Suggested): SuggestionRecord[] {
  const more = taskIds.filter((id) => !open.taskIds.includes(id))
  if (more.length === 0) return []
  const version = open.version + 1
  return [
    {
      ...open,
      houseIds: [...new Set([...open.houseIds, ...houseIds])],
      taskIds: [...open.taskIds, ...more],
      lastAt,
      version,
    },
  ]
}

/** Old ones, and those whose calls a wider or better named one explains now: all of them, or as one wave. */
function over(
  known: readonly SuggestionRecord[],
  found: readonly Suggested[],
  now: Date,
): SuggestionRecord[] {
  return known
    .filter(({ state }) => state === 'open')
    .filter(
      (open) =>
        Date.parse(open.lastAt) < now.getTime() - expiresAfterMs ||
        found.some((one) => !isSame(one, open) && open.taskIds.every((id) => one.taskIds.includes(id))) ||
        (!found.some((one) => isSame(one, open)) &&
          found.some((one) => one.taskIds.some((id) => open.taskIds.includes(id)))),
    )
    .map((open) => ({ ...open, state: 'expired', version: open.version + 1 }))
}

async function factsOf(tx: Repositories, cases: readonly Case[]) {
  const points = [...new Set(cases.flatMap(({ house }) => house.supplies.map(({ pointId }) => pointId)))]
  const supplied = await tx.suggestions.supplied(points)
  const streets = await tx.suggestions.housesOfStreets([...new Set(cases.map(({ house }) => house.streetId))])
  return {
    suppliedHouses: (pointId: number, service: Case['service']) => [
      ...new Set(
        supplied
          .filter((one) => one.pointId === pointId && (service === null || one.service === service))
          .map(({ houseId }) => houseId),
      ),
    ],
    streetHouses: (streetId: number) => streets.filter((house) => house.streetId === streetId),
  }
}
