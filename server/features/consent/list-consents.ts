import { z } from 'zod'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { decodeCursor, key, page } from '#server/platform/cursor.ts'
import { holds } from '#server/platform/access/person.ts'
import { searchedDigits } from '#domain/call/number-key.ts'

/** So many rows a file has; a register of more is narrowed first. */
const fileRows = 20_000

/**
 * The register, newest first, a page at a time by key.
 * @throws Refusal badInput (a foreign cursor)
 */
export async function listConsents(
  deps: Deps,
  person: Person,
  { query }: RouteInput<'listConsents'>,
): Promise<RouteResponse<'listConsents'>> {
  const { limit, cursor } = query
  const [at, last] = cursor === undefined ? [] : decodeCursor(cursor, Key)
  const before = at === undefined || last === undefined ? undefined : ([at, last] as const)
  const found = await deps.store.repositories.consentRegister.page(
    { ...narrowed(person, query), before, limit: limit + 1 },
    { now: deps.now(), timeZone: deps.installation.timeZone },
  )
  const { rows, next } = page(found, limit, (entry) => [entry.at, entry.key])
  return { entries: rows, next }
}

/** The same for a file. Who took how much of it is in the audit. */
export async function exportConsents(
  deps: Deps,
  person: Person,
  { query }: RouteInput<'exportConsents'>,
): Promise<RouteResponse<'exportConsents'>> {
  return deps.store.transaction(async (tx) => {
    const at = deps.now()
    const found = await tx.consentRegister.page(
      { ...narrowed(person, query), limit: fileRows + 1 },
      { now: at, timeZone: deps.installation.timeZone },
    )
    const entries = found.slice(0, fileRows)
    const details = { rows: entries.length, only: query.only ?? 'all' }
    tx.audit('consent.exported', { userId: person.userId, at }, { subject: 'consents', details })
    return { entries, isCut: found.length > fileRows }
  })
}

const Key = z.tuple([key.moment, key.text])

/** A number that is not shown is not found either. */
function narrowed(person: Person, { search, only }: RouteInput<'exportConsents'>['query']) {
  const digits = holds(person, 'number.see') ? searchedDigits(search ?? '') : ''
  return { only, ...(digits === '' ? {} : { digits }) }
}
