import { expect, it } from 'vitest'
import { endReasonOf, placeOf } from './caller-state.ts'
import { phraseOf } from './show-call.ts'
import { duration } from './texts.ts'

it('reads the place in the queue from the header, or from the reason', () => {
  expect(placeOf('2', 'Queued')).toBe(2)
  expect(placeOf(undefined, 'Queued, place 3')).toBe(3)
  expect(placeOf(undefined, 'Queued')).toBeNull()
  expect(placeOf('many', 'Queued')).toBeNull()
  expect(placeOf('-1', 'Queued')).toBeNull()
})

it.each([
  ['local', 'Canceled', false, 'me'],
  ['local', 'Terminated', true, 'me'],
  ['local', 'User Denied Media Access', false, 'noMicrophone'],
  ['remote', 'Terminated', true, 'desk'],
  ['system', 'Connection Error', true, 'noConnection'],
  ['remote', 'Busy', false, 'busy'],
  ['remote', 'Unavailable', false, 'noAnswer'],
  ['system', 'Request Timeout', false, 'noConnection'],
  ['remote', 'Authentication Error', false, 'refused'],
] as const)('an end by %s for «%s» (talking: %s) is told as %s', (originator, cause, wasTalking, reason) => {
  expect(endReasonOf(originator, cause, wasTalking)).toBe(reason)
})

it('says every state in a whole phrase', () => {
  expect(phraseOf({ kind: 'waiting', since: 0, place: 1 })).toContain('первый')
  expect(phraseOf({ kind: 'waiting', since: 0, place: 4 })).toContain('место в очереди: 4')
  expect(phraseOf({ kind: 'talking', since: 0, isHeld: true })).toContain('Оставайтесь на линии')
  expect(phraseOf({ kind: 'ended', reason: 'noAnswer', talkSeconds: 0 })).toContain('перезвоним')
})

it('shows time as on a telephone', () => {
  expect([0, 7.9, 61, 3_600].map(duration)).toEqual(['0:00', '0:07', '1:01', '60:00'])
})
