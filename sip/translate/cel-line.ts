import { z } from 'zod'

/** A line of cel_custom as sip/asterisk/conf/cel_custom.conf asks for it; names as Asterisk writes them. */
const CelLine = z.object({
  eventtype: z.string().min(1),
  /** Seconds since 1970, with microseconds. */
  eventtime: z.string().regex(/^\d+(\.\d+)?$/),
  userdeftype: z.string().default(''),
  channame: z.string().default(''),
  uniqueid: z.string().min(1).max(120),
  linkedid: z.string().min(1).max(120),
  appname: z.string().default(''),
  appdata: z.string().default(''),
  /** JSON in JSON; '' for most events. */
  eventextra: z.string().default(''),
  // written by whoever calls
  exten: z.string().default(''),
  num: z.string().default(''),
  name: z.string().default(''),
})
export type CelLine = z.infer<typeof CelLine>

/** Throws on what is not a line of CEL. */
export function readCelLine(text: string): CelLine {
  return CelLine.parse(asJson(text) ?? asWritten(text))
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * Inverts what cel_custom writes when it is not JSON. It puts a backslash before `"` and does nothing to backslashes
 * and control characters, so a caller named `\"` breaks his line for JSON. But `,"` is never the caller's (his quotes
 * all follow a backslash), so the places where a field begins are sure, and what he writes can neither hide the line
 * nor add a field to it. A line feed in his number cuts the line: the fields before it are whole.
 */
function asWritten(text: string): Record<string, string> {
  const fields: Record<string, string> = {}
  const marks = [...text.matchAll(/(?:^\{|,)"([a-z]+)":"/g)]
  for (const [i, mark] of marks.entries()) {
    const key = mark[1] ?? ''
    const raw = text.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? text.length)
    const value = raw.replace(marks[i + 1] ? /"$/ : /"\}$/, '').replaceAll('\\"', '"')
    // the first of a name counts: nothing that comes after the caller's fields may change what stood before
    if (!Object.hasOwn(fields, key)) fields[key] = value
  }
  return fields
}

const Extra = z.object({
  hangupcause: z.number().catch(0),
  hangupsource: z.string().catch(''),
  dialstatus: z.string().catch(''),
  extension: z.string().catch(''),
  transfer_target_channel_name: z.string().catch(''),
  /** Text of a CELGenUserEvent. */
  extra: z.string().catch(''),
})
export type CelExtra = z.infer<typeof Extra>

/** Details of the event; all empty where it has none. Throws when it is not JSON. */
export const extraOf = (line: CelLine): CelExtra =>
  Extra.parse(line.eventextra === '' ? {} : JSON.parse(line.eventextra))
