import { ApiError } from '../../realtime/api-error.ts'
import { errorOf } from '../../realtime/api.ts'

/** The company's music; null takes it away again. @throws ApiError */
export async function sendMusic(sound: File | null, csrf: string): Promise<void> {
  const query = sound === null ? '' : `?name=${encodeURIComponent(sound.name.slice(-200))}`
  const response = await fetch(`/api/music/sound${query}`, {
    method: sound === null ? 'DELETE' : 'PUT',
    credentials: 'same-origin',
    headers: { 'content-type': 'audio/wav', 'x-csrf-token': csrf },
    ...(sound === null ? {} : { body: sound }),
  }).catch(() => {
    throw new ApiError('offline', 0)
  })
  if (!response.ok) throw await errorOf(response)
}
