import { CallEvent } from '#contracts/call-event.ts'
import { extraOf, readCelLine, type CelLine } from './cel-line.ts'
import { callCause, legCause } from './hangup-cause.ts'
import { informedOf, limitedOf, messageOf, noticeOf, placeKeptOf, surveyOf, triedOf } from './own-extra.ts'
import { placeOfChannel } from './place-channel.ts'

/** What a line says, before it knows its place in the ledger. */
type Said = CallEvent extends infer E ? (E extends CallEvent ? Omit<E, 'source' | 'position'> : never) : never

/**
 * One CEL line of Asterisk as events; pure, knows nothing of the lines before. Lines that say nothing to us give
 * none. Throws on what is not CEL, which the tail logs and passes over.
 *
 * Channels are `PJSIP/<endpoint>-<hex>`; an endpoint `op-…` is an operator, any other the outside: the trunk, or a
 * resident's call page. The leg whose UniqueID is the LinkedID began the call.
 */
export function translateCel(text: string, position: string, source: string): CallEvent[] {
  const line = readCelLine(text)
  // what looks for news beside who waits is no call
  if (line.channame.startsWith('Local/s@looks')) return []
  return said(line).map((event, i) =>
    CallEvent.parse({ ...event, source, position: i === 0 ? position : `${position}#${i + 1}` }),
  )
}

function said(line: CelLine): Said[] {
  const place = placeOfChannel(line.linkedid)
  return place === null ? saidOf(line) : saidOfPlace(line, place)
}

/**
 * What stands in the queue for a caller who has hung up is his call: two halves of a channel that is nobody's, an operator's
 * leg and his own.
 */
function saidOfPlace(line: CelLine, { callId, placement }: { callId: string; placement: number }): Said[] {
  const ofCall = { ...line, linkedid: callId }
  const isOrigin = line.uniqueid === line.linkedid
  const isLost = line.userdeftype === 'VAKHTA_LOST'
  const isHalf = line.channame.startsWith('Local/')
  if (isLost || (isHalf && line.eventtype === 'HANGUP')) {
    const at = moment(line.eventtime)
    const { hangupcause, hangupsource, dialstatus } = extraOf(line)
    const cause = isLost ? 'lost' : callCause(hangupcause, dialstatus)
    // the half in the queue ends first, and knows who has hung up
    const ended: Said = { at, callId, type: 'call.ended', endedBy: hungUpBy(hangupsource), cause }
    return isLost || isOrigin ? [{ at, callId, type: 'call.placeLeft', placement }, ended] : [ended]
  }
  if (line.eventtype === 'LINKEDID_END') return []
  return isHalf && line.eventtype !== 'APP_START' && line.userdeftype === '' ? [] : saidOf(ofCall)
}

function saidOf(line: CelLine): Said[] {
  const common = { at: moment(line.eventtime), callId: line.linkedid }
  const leg = { ...common, legId: line.uniqueid }
  const operator = operatorOf(line.channame)
  const isOrigin = line.uniqueid === line.linkedid
  // a leg that takes another's place (Replaces) begins and "ends" under a linked id of its own before it is swapped
  // into the call: nothing of that is a call
  if (isOrigin && line.exten === 'reattach') return []
  switch (line.eventtype) {
    case 'CHAN_START':
      if (!isOrigin) return operator === null ? [] : [{ ...leg, type: 'leg.offered', operator }]
      // a call comes in to a number; one without is ours, that tells of a shutdown's end (context notice): no call
      // of a resident's, and what is not begun does not end
      if (operator === null && line.exten === 's') return []
      if (operator !== null)
        return [{ ...leg, type: 'call.dialled', operator, to: clean(line.exten).slice(0, 120) }]
      return [
        {
          ...leg,
          type: 'call.arrived',
          from: shownNumber(clean(line.num)),
          displayName: clean(line.name).slice(0, 200),
          to: clean(line.exten).slice(0, 120),
          ...(isPage(line.channame) ? { isNumberTyped: true } : {}),
        },
      ]
    case 'APP_START':
      return line.appname === 'Queue'
        ? [{ ...common, type: 'call.queued', queue: (line.appdata.split(',')[0] ?? '').slice(0, 60) }]
        : []
    case 'ANSWER':
      // the greeting answers the caller's leg: no conversation yet
      return isOrigin ? [] : [{ ...leg, type: 'leg.answered', ...(operator === null ? {} : { operator }) }]
    case 'BRIDGE_ENTER':
      return [{ ...leg, type: 'leg.joined', ...(operator === null ? {} : { operator }) }]
    case 'HANGUP':
      return hungUp(line, operator, isOrigin)
    case 'BLINDTRANSFER':
      return [{ ...common, type: 'call.transferred', kind: 'blind', to: extraOf(line).extension }]
    case 'ATTENDEDTRANSFER': {
      const target = endpointOf(extraOf(line).transfer_target_channel_name) ?? ''
      return [{ ...common, type: 'call.transferred', kind: 'attended', to: target }]
    }
    case 'LINKEDID_END':
      // for calls whose first leg left them alive (its operator re-attached or transferred); when the HANGUP of the
      // first leg has ended the call already, this changes nothing
      return [{ ...common, type: 'call.ended', endedBy: 'system', cause: 'normal' }]
    default:
      // CELGenUserEvent of the dialplan writes its own name as the event type, own-lines.ts USER_DEFINED
      return line.userdeftype === '' ? [] : own(line)
  }
}

function hungUp(line: CelLine, operator: string | null, isOrigin: boolean): Said[] {
  const { hangupcause, hangupsource, dialstatus } = extraOf(line)
  const common = { at: moment(line.eventtime), callId: line.linkedid }
  const ended: Said = {
    ...common,
    legId: line.uniqueid,
    type: 'leg.ended',
    ...(operator === null ? {} : { operator }),
    cause: legCause(hangupcause),
  }
  // an operator's first leg that nobody hung up was replaced or transferred: the call goes on without it
  if (!isOrigin || (operator !== null && hangupsource === '')) return [ended]
  return [
    ended,
    {
      ...common,
      type: 'call.ended',
      endedBy: hungUpBy(hangupsource),
      cause: callCause(hangupcause, dialstatus),
    },
  ]
}

function own(line: CelLine): Said[] {
  const common = { at: moment(line.eventtime), callId: line.linkedid }
  switch (line.userdeftype) {
    case 'VAKHTA_CALLBACK':
      return [{ ...common, type: 'call.callbackAsked' }]
    case 'VAKHTA_PLACE':
      return [{ ...common, type: 'call.placeKept', ...placeKeptOf(extraOf(line).extra) }]
    case 'VAKHTA_TRIED':
      return [{ ...common, type: 'call.placeTried', outcome: triedOf(extraOf(line).extra) }]
    case 'VAKHTA_RECORDED':
      return [{ ...common, type: 'call.recorded', file: extraOf(line).extra }]
    case 'VAKHTA_INFORMED':
      return [{ ...common, type: 'call.informed', ...informedOf(extraOf(line).extra) }]
    case 'VAKHTA_NOTICE':
      return [{ ...common, type: 'call.noticeAsked' }]
    case 'VAKHTA_MESSAGE':
      return [{ ...common, type: 'call.messageLeft', ...messageOf(extraOf(line).extra) }]
    case 'VAKHTA_URGENT':
      return [{ ...common, type: 'call.urgent' }]
    case 'VAKHTA_SURVEY':
      return [{ ...common, type: 'survey.answered', ...surveyOf(extraOf(line).extra) }]
    case 'VAKHTA_HEARD':
      return [{ ...common, type: 'notice.heard', noticeId: noticeOf(extraOf(line).extra) }]
    case 'VAKHTA_REFUSED':
      return [{ ...common, type: 'notice.refused', noticeId: noticeOf(extraOf(line).extra) }]
    case 'VAKHTA_OUTGOING':
      return [{ ...common, type: 'outgoing.limited', ...limitedOf(extraOf(line).extra) }]
    case 'VAKHTA_HELD':
      return [{ ...common, legId: line.uniqueid, type: 'leg.held' }]
    case 'VAKHTA_RESUMED':
      return [{ ...common, legId: line.uniqueid, type: 'leg.resumed' }]
    case 'VAKHTA_LEG_LOST':
      return [{ ...common, legId: line.uniqueid, type: 'leg.lost' }]
    case 'VAKHTA_LEG_FOUND':
      return [{ ...common, legId: line.uniqueid, type: 'leg.found' }]
    case 'VAKHTA_LOST':
      return [{ ...common, type: 'call.ended', endedBy: 'system', cause: 'lost' }]
    default:
      return []
  }
}

const endpointOf = (channel: string): string | null => /^PJSIP\/(.+)-[0-9a-f]+$/.exec(channel)?.[1] ?? null

function operatorOf(channel: string): string | null {
  const endpoint = endpointOf(channel)
  return endpoint?.startsWith('op-') ? endpoint : null
}

/** A resident's call page: its visitor typed the number himself. */
const isPage = (channel: string): boolean => endpointOf(channel)?.startsWith('web-') === true

/** Whose channel hung up; `dialplan/…` and nothing are the system. "Caller" is the outside party, also a called one. */
function hungUpBy(hangupSource: string): 'caller' | 'operator' | 'system' {
  if (endpointOf(hangupSource) === null) return 'system'
  return operatorOf(hangupSource) === null ? 'caller' : 'operator'
}

/** Control characters have no business in a name or number; to PostgreSQL U+0000 is an error. */
const clean = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ').trim()

/** RFC 3323 4.1: who withholds his number writes "anonymous". */
const shownNumber = (number: string): string =>
  /^(anonymous|restricted|unavailable|unknown)$/i.test(number) ? '' : number.slice(0, 120)

/** Microseconds are cut, not rounded: an event must not seem later than what it caused. */
const moment = (seconds: string): string => new Date(Math.floor(Number(seconds) * 1000 + 1e-4)).toISOString()
