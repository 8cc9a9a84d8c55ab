import type { CallPurpose } from '#contracts/consent.ts'

/**
 * What the rules stand on. Texts were read in excerpts of stored pages, not whole: a lawyer must read them
 * (docs/adr/0038).
 */
export const lawOfCalls = {
  readOn: '2026-11-27',
  readWhole: false,
  consent:
    '41-ФЗ от 01.04.2025, ст. 44.1 126-ФЗ, в силе с 01.09.2025: массовые или автоматические звонки – только с предварительного согласия абонента, которое звонящий обязан доказать',
  hours:
    'Часов для таких звонков закон не называет; взяты с запасом в час из 230-ФЗ, ст. 7, ч. 3 (с 8 до 22) и региональных законов о тишине (с 22 или 23)',
  person: 'Звонок, который набрал человек одному абоненту, не автоматический и не массовый',
} as const

/** Every way in which a call of ours can begin. A test finds each in the source. */
export type OurCall =
  | 'notice' // a machine tells of a shutdown's end or new term
  | 'survey' // a machine asks whether the service is back
  | 'machineCallBack' // a machine rings who kept his place in the queue
  | 'information' // a machine tells what nobody asked
  | 'operatorDials' // an operator or his page
  | 'personCallsBack' // a missed call, by the shift
  | 'testCall' // an administrator tries a trunk

export interface MachineRule {
  isAutomatic: true
  purpose: CallPurpose
  /** By the clock of the company, [from, to). */
  hours: { from: number; to: number }
  /** Of one piece of news; then another way. */
  tries: number
  pauseMinutes: number
  /** To one number by all machines of ours, in a day of the company's. */
  triesADay: number
  basis: string
}
export interface PersonRule {
  isAutomatic: false
  basis: string
}

const machine = {
  isAutomatic: true,
  hours: { from: 8, to: 21 },
  tries: 3,
  pauseMinutes: 10,
  triesADay: 6,
  basis: `${lawOfCalls.consent}. ${lawOfCalls.hours}`,
} as const

/** A consent is for one purpose; which call of ours needs which. */
export const callRules = {
  notice: { ...machine, purpose: 'shutdown' },
  survey: { ...machine, purpose: 'shutdown' },
  // who waits in a queue at night has asked for it a moment ago
  machineCallBack: { ...machine, purpose: 'callBack', hours: { from: 0, to: 24 }, pauseMinutes: 2 },
  information: { ...machine, purpose: 'information', tries: 1, triesADay: 1 },
  operatorDials: { isAutomatic: false, basis: lawOfCalls.person },
  personCallsBack: { isAutomatic: false, basis: lawOfCalls.person },
  testCall: { isAutomatic: false, basis: lawOfCalls.person },
} as const satisfies Record<OurCall, MachineRule | PersonRule>

export type MachineCall = {
  [K in OurCall]: (typeof callRules)[K]['isAutomatic'] extends true ? K : never
}[OurCall]
