import type { Phone } from '../phone.ts'
import type { Verb } from './messages.ts'

/** Does what was asked; resolves with what the verb gives. */
export async function perform(phone: Phone, verb: Verb, words: readonly string[]): Promise<unknown> {
  const [first = '', second = ''] = words
  switch (verb) {
    case 'start':
      return phone.start()
    case 'stop':
      return phone.stop()
    case 'prepareAudio':
      return phone.prepareAudio()
    case 'answer':
      return phone.answer(first)
    case 'hangUp':
      return phone.hangUp(first)
    case 'hold':
      return phone.hold(first)
    case 'resume':
      return phone.resume(first)
    case 'mute':
      return phone.mute(first)
    case 'unmute':
      return phone.unmute(first)
    case 'sendDtmf':
      return phone.sendDtmf(first, second)
    case 'transferBlind':
      return phone.transferBlind(first, second)
    case 'transferAttended':
      return phone.transferAttended(first, second)
    case 'confer':
      return phone.confer()
    case 'dial':
      return phone.dial(first)
    case 'repair':
      return phone.repair(first)
    case 'roundTrip':
      return phone.roundTrip()
    case 'stats':
      return phone.stats(first)
  }
}
