import type { Deps } from '#server/deps.ts'
import type { Actor } from '#server/ports.ts'
import { exportCells } from '#domain/import/export-columns.ts'
import { importer } from './importer.ts'

const housesAtOnce = 40

/**
 * Everybody on the cards, row by row, as of one moment; `take` gets the rows while the snapshot lasts.
 * Who took the residents away is audited before the first row leaves.
 * @throws Refusal notAllowed
 */
export async function exportResidents(
  deps: Deps,
  actor: Actor,
  format: 'csv' | 'xlsx',
  take: (rows: AsyncIterable<string[]>) => Promise<void>,
): Promise<void> {
  const person = importer(actor)
  await deps.store.repositories.audit.add({
    at: deps.now(),
    userId: person.userId,
    action: 'residents.exported',
    subject: 'residents',
    details: { format, ip: actor.ip },
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
