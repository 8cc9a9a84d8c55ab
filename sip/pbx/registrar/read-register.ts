import type { Limits } from '../limits.ts'
import { decimal, isToken } from '../message/characters.ts'
import { splitList } from '../message/list.ts'
import { parseNameAddr, type NameAddr } from '../message/name-addr.ts'
import type { Fault, SipRequest } from '../message/request.ts'

export interface RegisterWish {
  /** `Contact: *` with `Expires: 0` */
  removesAll: boolean
  contacts: { key: string; uri: string; contact: string; expiresSeconds: number }[]
}

const maxContacts = 5
const maxContactLength = 500

/** What a REGISTER asks for (RFC 3261 §10.3), its expiry within our bounds. */
export function readRegister(request: SipRequest, limits: Limits): RegisterWish | Fault {
  const { headers } = request.raw
  const values = headers.all('contact').flatMap((value) => splitList(value))
  // RFC 3261 §20.19: a malformed Expires is 3600; ours is the longest that we grant.
  const headerExpires = decimal(headers.get('expires') ?? '', 0xffff_ffff)
  if (values.includes('*')) {
    const isAlone = values.length === 1 && headerExpires === 0
    return isAlone ? { removesAll: true, contacts: [] } : { status: 400, reason: 'Bad Contact' }
  }
  if (values.length > maxContacts) return { status: 400, reason: 'Too Many Contacts' }
  const contacts: RegisterWish['contacts'] = []
  for (const value of values) {
    const contact = parseNameAddr(value)
    if (contact === null || value.length > maxContactLength) return { status: 400, reason: 'Bad Contact' }
    const own = decimal(contact.params.get('expires') ?? '', 0xffff_ffff)
    const wished = own ?? headerExpires ?? limits.maxExpiresSeconds
    if (wished > 0 && wished < limits.minExpiresSeconds) {
      return { status: 423, headers: [['Min-Expires', String(limits.minExpiresSeconds)]] }
    }
    const instance = contact.params.get('+sip.instance')
    contacts.push({
      key: instance === undefined ? contact.uri : `${instance}#${contact.params.get('reg-id') ?? ''}`,
      uri: contact.uri,
      contact: withoutExpires(contact),
      expiresSeconds: Math.min(wished, limits.maxExpiresSeconds),
    })
  }
  return { removesAll: false, contacts }
}

function withoutExpires({ uri, params }: NameAddr): string {
  let text = `<${uri}>`
  for (const [name, value] of params) {
    if (name === 'expires') continue
    text += value === '' ? `;${name}` : isToken(value) ? `;${name}=${value}` : `;${name}="${value}"`
  }
  return text
}
