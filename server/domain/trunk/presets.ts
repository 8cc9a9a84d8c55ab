import type { TrunkFields } from '#contracts/trunk.ts'

export const emptyTrunk: TrunkFields = {
  name: '',
  host: '',
  port: 5060,
  transport: 'udp',
  srtp: false,
  registers: false,
  username: '',
  addresses: '',
  codecs: 'alaw,ulaw',
  callerNumber: '',
  numbersOut: 'e164',
  numbersIn: 'full',
  areaCode: '',
  callLimit: 0,
  isProbed: true,
  isOn: true,
}

export type PresetName = 'byAddress' | 'registered' | 'encrypted' | 'townLine'

/** What kinds of trunks have in common; names, addresses and figures are in the provider's papers. */
export const presets: Readonly<Record<PresetName, Partial<TrunkFields>>> = {
  byAddress: { registers: false, transport: 'udp', port: 5060, srtp: false, numbersOut: 'digits' },
  registered: { registers: true, transport: 'udp', port: 5060, srtp: false, numbersOut: 'national' },
  encrypted: { registers: true, transport: 'tls', port: 5061, srtp: true, numbersOut: 'e164' },
  townLine: {
    registers: false,
    transport: 'udp',
    port: 5060,
    srtp: false,
    numbersOut: 'short',
    numbersIn: 'short',
  },
}
