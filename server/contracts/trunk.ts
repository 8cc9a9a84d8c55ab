import { z } from 'zod'
import { Text } from './text.ts'
import { Moment } from './time.ts'

const short = Text.trim().max(120)
/** A name of DNS or an address of IPv4: it becomes part of a SIP address. */
const Host = short.regex(/^$|^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i)
const number = short.regex(/^$|^\+?\d{3,15}$/)

/**
 * How a provider wants numbers: as they were dialled, `+7…`, `7…`, `8…`, or those of its own town without the code (and
 * others with 8).
 */
export const NumbersOut = z.enum(['dialled', 'e164', 'digits', 'national', 'short'])
export const NumbersIn = z.enum(['full', 'short'])
export const TrunkTransport = z.enum(['udp', 'tcp', 'tls'])

/** What an administrator gives, but the secret, which goes in and never comes out. */
export const TrunkFields = z.object({
  name: short.min(1),
  host: Host,
  port: z.number().int().min(1).max(65_535),
  transport: TrunkTransport,
  /** Sound encrypted (SDES); of use with TLS alone, or its keys are read by who reads the signalling. */
  srtp: z.boolean(),
  registers: z.boolean(),
  username: short.regex(/^[\w.+-]*$/),
  /** From where its calls come, where that is not the host: addresses, networks or names, parted by commas. */
  addresses: Text.trim()
    .max(400)
    .regex(/^$|^[a-z0-9.-]+(\/\d{1,2})?(\s*,\s*[a-z0-9.-]+(\/\d{1,2})?)*$/i),
  codecs: z.enum(['alaw,ulaw', 'alaw', 'ulaw']),
  /** Our number of this trunk, shown to those whom we call; empty: that of the installation. */
  callerNumber: number,
  numbersOut: NumbersOut,
  numbersIn: NumbersIn,
  /** Code of the town, for `short`. */
  areaCode: short.regex(/^$|^\d{3,5}$/),
  /** Calls at once, both ways; further ones go by the next trunk. 0: not bounded by us. */
  callLimit: z.number().int().min(0).max(1000),
  /** Does it answer OPTIONS? Without them nobody knows that it is away before a call fails. */
  isProbed: z.boolean(),
  isOn: z.boolean(),
})
export type TrunkFields = z.infer<typeof TrunkFields>

export const Trunk = z.object({
  id: z.number().int(),
  /** `environment`: told by variables of the server, of which only the turn and the switch are ours. */
  origin: z.enum(['environment', 'own']),
  version: z.number().int(),
  hasSecret: z.boolean(),
  fields: TrunkFields,
})
export type Trunk = z.infer<typeof Trunk>

/** A trunk as it stands now: part of the live state. */
export const TrunkLive = z.object({
  id: z.number().int(),
  name: Text,
  /** `unknown`: it is not asked, or has not answered yet. */
  state: z.enum(['up', 'down', 'unknown']),
  /** Why it is down. */
  reason: z.enum(['unreachable', 'notRegistered']).nullable(),
  isRegistered: z.boolean(),
  since: Moment,
  calls: z.number().int(),
  limit: z.number().int(),
})
export type TrunkLive = z.infer<typeof TrunkLive>

export const TrunkVersion = z.object({
  version: z.number().int(),
  at: Moment,
  byName: Text.nullable(),
  fields: TrunkFields,
})

/** One step of a test call, in their order; `said` is what came back, as it came. */
export const TrunkTestStep = z.object({
  step: z.enum(['address', 'options', 'registration', 'call']),
  result: z.enum(['good', 'bad', 'skipped']),
  said: Text,
})
export const TrunkTest = z.object({
  number: Text,
  at: Moment,
  isDone: z.boolean(),
  steps: z.array(TrunkTestStep),
})
export type TrunkTest = z.infer<typeof TrunkTest>
