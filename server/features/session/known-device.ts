import { createHmac, timingSafeEqual } from 'node:crypto'
import { newToken } from '#server/platform/access/token.ts'

/** People of several shifts sign in at one desk. */
const mostPeople = 10

/** Somebody of whom a device can prove that he signed in there. */
export interface Person {
  id: number
  passwordHash: string
}

/**
 * The key is the hash of the password with its salt, which never leaves the database: the proof dies with the
 * password and needs no table. Nobody can make one for another device or another person.
 */
const proofOf = ({ id, passwordHash }: Person, device: string): string =>
  createHmac('sha256', passwordHash).update(`known-device:${id}:${device}`).digest('base64url')

interface Known {
  device: string
  proofs: ReadonlyMap<number, string>
}

/** `<device>~<user id>.<proof>~…`, what the cookie carries; null for anything else. */
function parse(cookie: string | null): Known | null {
  const [device, ...rest] = (cookie ?? '').split('~')
  if (device === undefined || !/^[\w-]{43}$/.test(device) || rest.length > mostPeople) return null
  const pairs = rest.map((part) => part.split('.'))
  return { device, proofs: new Map(pairs.map(([id, proof = '']) => [Number(id), proof])) }
}

/** Id of the device when this person signed in there before, since his password is what it is; else null. */
export function deviceOf(cookie: string | null, person: Person | null): string | null {
  const known = parse(cookie)
  const given = person === null ? undefined : known?.proofs.get(person.id)
  if (known === null || person === null || given === undefined) return null
  const [a, b] = [Buffer.from(given), Buffer.from(proofOf(person, known.device))]
  return a.length === b.length && timingSafeEqual(a, b) ? known.device : null
}

/** The cookie that remembers this person too; who signed in longest ago is forgotten first. */
export function rememberOn(cookie: string | null, person: Person): string {
  const known = parse(cookie) ?? { device: newToken(), proofs: new Map<number, string>() }
  const others = [...known.proofs].filter(([id]) => id !== person.id).slice(1 - mostPeople)
  const all = [...others, [person.id, proofOf(person, known.device)] as const]
  return [known.device, ...all.map(([id, proof]) => `${id}.${proof}`)].join('~')
}
