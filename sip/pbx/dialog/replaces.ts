import { unescaped } from '../message/uri.ts'
import { parseParams } from '../message/params.ts'

/** RFC 3891 §3: which dialog is meant, seen from the one who receives it. */
export interface Replaces {
  callId: string
  localTag: string
  remoteTag: string
  earlyOnly: boolean
}

/** Null when malformed. */
export function parseReplaces(value: string): Replaces | null {
  const semicolon = value.indexOf(';')
  if (semicolon <= 0) return null
  const params = parseParams(value, semicolon)
  const localTag = params?.get('to-tag')
  const remoteTag = params?.get('from-tag')
  if (params === null || localTag === undefined || remoteTag === undefined) return null
  const callId = value.slice(0, semicolon).trim()
  return { callId, localTag, remoteTag, earlyOnly: params.has('early-only') }
}

/** The Replaces of a Refer-To URI's header part (RFC 5589 §7): undefined when there is none, null when malformed. */
export function replacesOfUri(headers: string): Replaces | null | undefined {
  for (const part of headers.split('&')) {
    const equals = part.indexOf('=')
    if (part.slice(0, equals).toLowerCase() === 'replaces')
      return parseReplaces(unescaped(part.slice(equals + 1)))
  }
  return undefined
}
