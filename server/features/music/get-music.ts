import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { musicThere } from './sound/music-files.ts'

export async function getMusic(
  { announcements, installation }: Deps,
  _person: Person,
  _input: RouteInput<'getMusic'>,
): Promise<RouteResponse<'getMusic'>> {
  return { music: installation.pbx === 'embedded' ? null : await musicThere(announcements.dir) }
}
