import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { voiceName } from '#domain/speech/voice.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

export async function getSpeech(
  { announcements, store }: Deps,
  _person: Person,
  _input: RouteInput<'getSpeech'>,
): Promise<RouteResponse<'getSpeech'>> {
  const { voices } = announcements
  const [{ rhvoice, espeak }, voice] = await Promise.all([voices.installed(), voices.current()])
  const current = voice === null ? null : voiceName(voice)
  const progress = await store.repositories.spokenFiles.progress(current ?? '')
  return { installed: { rhvoice: [...rhvoice], espeak }, current, ...progress }
}
