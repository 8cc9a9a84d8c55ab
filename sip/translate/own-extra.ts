import type { CallEvent } from '#contracts/call-event.ts'

type Informed = Extract<CallEvent, { type: 'call.informed' }>
type Message = Extract<CallEvent, { type: 'call.messageLeft' }>
type Survey = Extract<CallEvent, { type: 'survey.answered' }>
type Kept = Extract<CallEvent, { type: 'call.placeKept' }>
type Tried = Extract<CallEvent, { type: 'call.placeTried' }>
type Limited = Extract<CallEvent, { type: 'outgoing.limited' }>

/** More than a number's houses ever have at once; what a ledger holds beyond it is nonsense. */
const mostShutdowns = 20

/** Ids of ours: as many digits as a number can hold exactly; a version is a PostgreSQL integer. */
const id = String.raw`\d{1,15}`
const version = String.raw`\d{1,9}`

/** Text of VAKHTA_INFORMED: `announcement;12:3,15:1`, each shutdown with the version of its text. */
export function informedOf(extra: string): Pick<Informed, 'how' | 'shutdowns'> {
  const [, how, list = ''] =
    new RegExp(`^(announcement|question);(${id}:${version}(?:,${id}:${version})*)$`).exec(extra) ?? []
  if (how !== 'announcement' && how !== 'question') throw new Error(`no list of shutdowns: ${extra}`)
  const shutdowns = list.split(',').map((one) => {
    const [shutdown = '', heard = ''] = one.split(':')
    return { id: Number(shutdown), heardVersion: Number(heard) }
  })
  return { how, shutdowns: shutdowns.slice(0, mostShutdowns) }
}

/** Text of VAKHTA_MESSAGE: `2026/11/28/1.2-message.wav;12`, its file and how many seconds it lasts; before: the file alone. */
export function messageOf(extra: string): Pick<Message, 'file' | 'seconds'> {
  const [, file = extra, seconds] = new RegExp(`^(.*);(${version})$`).exec(extra) ?? []
  return seconds === undefined ? { file } : { file, seconds: Number(seconds) }
}

/** Text of VAKHTA_SURVEY: `17:yes`. */
export function surveyOf(extra: string): Pick<Survey, 'callerId' | 'answer'> {
  const [, callerId, answer] = new RegExp(`^(${id}):(yes|no)$`).exec(extra) ?? []
  if (answer !== 'yes' && answer !== 'no') throw new Error(`no answer: ${extra}`)
  return { callerId: Number(callerId), answer }
}

/** Text of VAKHTA_OUTGOING: `near:800:120000`, calls and seconds of the day. */
export function limitedOf(extra: string): Pick<Limited, 'level' | 'calls' | 'seconds'> {
  const [, level, calls, seconds] = new RegExp(`^(near|full):(${version}):(${version})$`).exec(extra) ?? []
  if (level !== 'near' && level !== 'full') throw new Error(`no level: ${extra}`)
  return { level, calls: Number(calls), seconds: Number(seconds) }
}

/** Text of VAKHTA_HEARD and VAKHTA_REFUSED: `42`. */
export function noticeOf(extra: string): number {
  if (!new RegExp(`^${id}$`).test(extra)) throw new Error(`no notice: ${extra}`)
  return Number(extra)
}

/** Text of VAKHTA_PLACE: `+79990000001:5:dispatch`, the number to call, how the queue orders him, the queue. */
export function placeKeptOf(extra: string): Pick<Kept, 'number' | 'priority' | 'queue'> {
  const [, number, priority, queue] = /^(\+\d{10,15}):(\d{1,10}):([A-Za-z0-9-]{1,60})$/.exec(extra) ?? []
  if (number === undefined || queue === undefined) throw new Error('no place in a queue')
  return { number, priority: Number(priority), queue }
}

/** Text of VAKHTA_TRIED: what Dial said, or nothing when it was not reached. */
export function triedOf(extra: string): Tried['outcome'] {
  if (extra === 'NOANSWER') return 'noAnswer'
  if (extra === 'BUSY') return 'busy'
  return extra === 'CANCEL' ? 'cancelled' : 'failed'
}
