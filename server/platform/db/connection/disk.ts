import type { Knex } from 'knex'

/** How long one statement that found the disk full is believed before another one is asked; milliseconds. */
const believedMs = 10_000

const fullSince = new WeakMap<Knex, number>()

/** Remembers that a statement of this pool found the disk full (SQLSTATE 53100, disk_full). */
export function noteFullDisk(k: Knex): void {
  k.on('query-error', (error: { code?: unknown }) => {
    if (error.code === '53100') fullSince.set(k, performance.now())
  })
}

/** May something be written? A pool that never heard of a full disk does not try. */
export async function hasRoom(k: Knex): Promise<boolean> {
  const since = fullSince.get(k)
  if (since === undefined) return true
  if (performance.now() - since < believedMs) return false
  try {
    await k.transaction((tx) =>
      tx.raw(
        `create temporary table room on commit drop as select repeat(n::text, 1000) as filling from generate_series(1, 100) n`,
      ),
    )
    fullSince.delete(k)
    return true
  } catch {
    return false
  }
}
