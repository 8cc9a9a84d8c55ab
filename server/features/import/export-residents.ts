import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { exportCells } from '#domain/import/export-columns.ts'
import { demandNumbers } from './demand-numbers.ts'

const housesAtOnce = 40

/**
 * Everybody on the cards, row by row, as of one moment; `take` gets the rows while the snapshot lasts.
 * Who took the residents away is audited before the first row leaves.
 * @throws Refusal notAllowed
 */
export async function exportResidents(
  deps: Deps,
  person: Person,
  format: 'csv' | 'xlsx',
  take: (rows: AsyncIterable<string[]>) => Promise<void>,
): Promise<void> {
  demandNumbers(person)
  await deps.store.repositories.audit.add({
    at: deps.now(),
    userId: person.userId,
    action: 'residents.exported',
    subject: 'residents',
    details: { format, ip: person.ip },
  })
  await deps.store.snapshot(async ({ exportedResidents }) => {
    const houseIds = await exportedResidents.houseIds()
    async function* rows(): AsyncGenerator<string[]> {
      for (let at = 0; at < houseIds.length; at += housesAtOnce)
        for (const row of await exportedResidents.ofHouses(houseIds.slice(at, at + housesAtOnce)))
          yield exportCells(row)
    }
    await take(rows())
  })
}
