import { Import } from '#contracts/import.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { bodyOf, errorOf } from '../../realtime/api.ts'

/** As the server limits it (platform/files/limits.ts): said before megabytes are sent for nothing. */
export const largestFile = 20_000_000

/** Sends the bytes of a file; answers the import that the server now reads. @throws ApiError */
export async function sendFile(file: File, csrf: string): Promise<Import> {
  const response = await fetch(`/api/imports?name=${encodeURIComponent(file.name.slice(-200))}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/octet-stream', 'x-csrf-token': csrf },
    body: file,
  }).catch(() => {
    throw new ApiError('offline', 0)
  })
  if (!response.ok) throw await errorOf(response)
  const parsed = Import.safeParse(await bodyOf(response))
  if (!parsed.success) throw new ApiError('unexpected', response.status)
  return parsed.data
}
