import { describe, expect, test } from 'vitest'
import { samplePhoneCall } from '../../testing/fake-phone.ts'
import { sampleCall } from '../../testing/samples.ts'
import { currentCall, journalCallOf, otherCalls, ringingCall } from './calls.ts'

describe('calls of the phone', () => {
  test('the current call is the one with the ear: talked before dialled before held', () => {
    const held = samplePhoneCall({ id: 'held', state: 'talking', held: true })
    const dialling = samplePhoneCall({ id: 'dialling', state: 'dialling', direction: 'out' })
    const talking = samplePhoneCall({ id: 'talking', state: 'talking' })
    expect(currentCall([held, dialling, talking])?.id).toBe('talking')
    expect(currentCall([held, dialling])?.id).toBe('dialling')
    expect(currentCall([held])?.id).toBe('held')
    expect(otherCalls([held, talking], talking).map((call) => call.id)).toEqual(['held'])
  })
  test('the call that rings longest is answered first', () => {
    const later = samplePhoneCall({ id: 'later', startedAt: '2026-11-22T10:00:09.000Z' })
    expect(ringingCall([later, samplePhoneCall({ id: 'first' })])?.id).toBe('first')
  })
  test('matched by the id of the PBX, else by number among calls that go on', () => {
    const calls = [sampleCall({ id: 'embedded:7' }), sampleCall({ id: 'embedded:6', state: 'ended' })]
    expect(journalCallOf(samplePhoneCall({ pbxCallId: 'embedded:6' }), calls)?.id).toBe('embedded:6')
    expect(journalCallOf(samplePhoneCall({ pbxCallId: null }), calls)?.id).toBe('embedded:7')
    expect(journalCallOf(samplePhoneCall({ pbxCallId: null, remoteNumber: '' }), calls)).toBe(null)
  })
})
