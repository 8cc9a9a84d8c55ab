import { PhoneCredentials } from '#contracts/phone.ts'

export type CredentialsAnswer = { credentials: PhoneCredentials } | { refused: 'tooMany' | 'refused' }

/** A short-lived account for this caller, from the site that the page is on. */
export async function fetchCredentials(number: string, name: string): Promise<CredentialsAnswer> {
  try {
    const answer = await fetch('/api/caller/credentials', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ number, name }),
    })
    if (answer.status === 429) return { refused: 'tooMany' }
    const parsed = PhoneCredentials.safeParse(await answer.json())
    return answer.ok && parsed.success ? { credentials: parsed.data } : { refused: 'refused' }
  } catch {
    return { refused: 'refused' }
  }
}
