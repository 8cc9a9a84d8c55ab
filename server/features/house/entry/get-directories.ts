import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * The small directories that forms choose from.
 */
export async function getDirectories(
  deps: Deps,
  _person: Person,
  _input: RouteInput<'directories'>,
): Promise<RouteResponse<'directories'>> {
  const all = await deps.store.repositories.smallDirectories.all()
  const written = (digits: string): string => (digits.length > 6 ? `+${digits}` : digits)
  return {
    ...all,
    organisations: all.organisations.map((one) => ({ ...one, phones: one.phones.map(written) })),
    workers: all.workers.map((one) => ({ ...one, phones: one.phones.map(written) })),
  }
}
