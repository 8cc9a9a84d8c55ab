import { PhoneCredentials } from '#contracts/phone.ts'

/**
 * A short-lived SIP account for a caller, from a running Vakhta.
 * @param server its address, e.g. `http://127.0.0.1:8080`
 * @throws Error with a sentence for people
 */
export async function fetchCredentials(
  server: string,
  caller: { number: string; name: string },
): Promise<PhoneCredentials> {
  const url = new URL('/api/caller/credentials', server)
  let answer: Response
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url.origin },
      body: JSON.stringify(caller),
      signal: AbortSignal.timeout(10_000),
    })
  } catch {
    throw new Error(`Vakhta does not answer at ${server}. Is it running?`)
  }
  if (!answer.ok) throw new Error(`Vakhta at ${server} gives callers no account (HTTP ${answer.status})`)
  return PhoneCredentials.parse(await answer.json())
}
