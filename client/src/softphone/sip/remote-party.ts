import { Grammar, type NameAddrHeader } from 'sip.js'
import { plainText } from '../plain-text.ts'

export { plainText }

export interface RemoteParty {
  number: string
  name: string
}

/**
 * Who calls, from P-Asserted-Identity when the PBX gives it (RFC 3325), else From. Anonymous numbers are ''
 * (RFC 3323 section 4.1.1.3: sip:anonymous@anonymous.invalid).
 */
export function remoteParty(identity: NameAddrHeader): RemoteParty {
  const user = decode(identity.uri.user ?? '')
  const isHidden = user === 'anonymous' || identity.uri.host === 'anonymous.invalid'
  const number = isHidden ? '' : plainText(user, 40)
  // SIP.js declares a string and gives undefined where the header has no name.
  const displayName: string | undefined = identity.displayName
  const name = plainText(displayName ?? '', 80)
  return { number, name: name === number ? '' : name }
}

function decode(user: string): string {
  try {
    return decodeURIComponent(user)
  } catch {
    return user
  }
}

/**
 * The SIP URI of what a person typed: a URI stays, of a number only digits and marks remain.
 * @returns undefined when nothing callable is left
 */
export function targetUri(target: string, domain: string): ReturnType<typeof Grammar.URIParse> {
  const text = target.trim()
  if (/^sips?:/i.test(text)) return Grammar.URIParse(text)
  const isNumber = /^[\d\s()+*#.-]+$/.test(text)
  const user = isNumber ? text.replace(/[\s().-]/g, '') : text.replace(/[^\w+*#.@-]/g, '')
  if (user === '') return undefined
  // '#' is not allowed in the user part of a URI (RFC 3261 section 25.1)
  const escaped = user.replace(/#/g, '%23')
  return Grammar.URIParse(escaped.includes('@') ? `sip:${escaped}` : `sip:${escaped}@${domain}`)
}
