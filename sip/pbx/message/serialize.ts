import { reasonOf } from './reasons.ts'

/** Line ends and other control characters in a value would begin a header of the sender's choice. */
const isControl = /\p{Cc}/u
const everyControl = /\p{Cc}/gu
const clean = (value: string): string => (isControl.test(value) ? value.replaceAll(everyControl, ' ') : value)

function message(firstLine: string, headers: readonly (readonly [string, string])[], body: string): string {
  let text = `${clean(firstLine)}\r\n`
  for (const [name, value] of headers) text += `${name}: ${clean(value)}\r\n`
  return `${text}Content-Length: ${body === '' ? 0 : Buffer.byteLength(body)}\r\n\r\n${body}`
}

export function serializeRequest(
  method: string,
  uri: string,
  headers: readonly (readonly [string, string])[],
  body: string,
): string {
  return message(`${method} ${uri} SIP/2.0`, headers, body)
}

export function serializeResponse(
  status: number,
  reason: string | undefined,
  headers: readonly (readonly [string, string])[],
  body: string,
): string {
  return message(`SIP/2.0 ${status} ${reason ?? reasonOf(status)}`, headers, body)
}
