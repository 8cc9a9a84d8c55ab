import type { CallEvent } from '#contracts/call-event.ts'
import { formatNumber } from '../../entities/call/number.ts'
import type { Translate } from '../../i18n/i18n.ts'

/** One event of a call as a sentence. `nameOf`: the name of an operator by SIP user name. */
export function sentenceOf(event: CallEvent, t: Translate, nameOf: (operator: string) => string): string {
  switch (event.type) {
    case 'call.arrived':
      return t('event.call.arrived', { number: formatNumber(event.from) || t('common.hiddenNumber') })
    case 'call.dialled':
      return t('event.call.dialled', { operator: nameOf(event.operator), number: formatNumber(event.to) })
    case 'call.queued':
      return t('event.call.queued')
    case 'leg.offered':
      return t('event.leg.offered', { operator: nameOf(event.operator) })
    case 'leg.answered':
      return event.operator === undefined
        ? t('event.leg.answeredByCallee')
        : t('event.leg.answered', { operator: nameOf(event.operator) })
    case 'leg.joined':
      return t('event.leg.joined')
    case 'leg.held':
      return t('event.leg.held')
    case 'leg.resumed':
      return t('event.leg.resumed')
    case 'leg.lost':
      return t('event.leg.lost')
    case 'leg.found':
      return t('event.leg.found')
    case 'leg.ended': {
      const cause = t(`cause.${event.cause}`)
      return event.operator === undefined
        ? t('event.leg.endedByParty', { cause })
        : t('event.leg.ended', { operator: nameOf(event.operator), cause })
    }
    case 'call.transferred':
      return t('event.call.transferred', { to: formatNumber(event.to) })
    case 'call.numberConfirmed':
      return t('event.call.numberConfirmed')
    case 'call.wrappedUp':
      return t('event.call.wrappedUp', { code: t(`wrapUp.${event.code}`) })
    case 'call.informed':
      return t('event.call.informed')
    case 'call.noticeAsked':
      return t('event.call.noticeAsked')
    case 'call.messageLeft':
      return t('event.call.messageLeft')
    case 'call.messageHeard':
      return t('event.call.messageHeard')
    case 'call.urgent':
      return t('event.call.urgent')
    case 'survey.answered':
      return t(event.answer === 'yes' ? 'event.surveyYes' : 'event.surveyNo')
    case 'notice.heard':
      return t('event.noticeHeard')
    case 'notice.refused':
      return t('event.noticeRefused')
    case 'outgoing.limited':
      return t(event.level === 'near' ? 'event.outgoingNear' : 'event.outgoingFull')
    case 'call.callbackAsked':
      return t('event.call.callbackAsked')
    case 'call.placeKept':
      return t('event.call.placeKept', { number: formatNumber(event.number) })
    case 'call.placeTried':
      return t('event.call.placeTried')
    case 'call.placeLeft':
      return t('event.call.placeLeft')
    case 'call.placeGivenUp':
      return t(`event.placeGivenUp.${event.why}`)
    case 'call.recorded':
      return t('event.call.recorded')
    case 'call.ended':
      return t('event.call.ended', { by: t(`endedBy.${event.endedBy}`) })
  }
}
