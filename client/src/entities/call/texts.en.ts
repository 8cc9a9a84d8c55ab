import type { Texts } from './texts.ru.ts'

export const texts: Texts = {
  call: {
    in: 'Incoming',
    out: 'Outgoing',
    ringing: 'ringing',
    talking: 'talking',
    held: 'on hold',
    ended: 'over',
    answered: 'answered',
    informed: 'told by the announcement',
    abandoned: 'missed',
    callbackAsked: 'asked for a call back',
    failed: 'failed',
    lost: 'cut off',
    at: 'at {name}',
    awaitsCall: 'awaits a call, no. {n} in the queue',
    queued: 'in the queue',
    recordingError: 'The recording could not be opened. It may still be being written.',
    audited: 'Listening is noted in the access journal.',
  },
}
