import { consentWords, type ConsentEntry } from '#contracts/consent.ts'

export const sampleConsent = (over: Partial<ConsentEntry> = {}): ConsentEntry => ({
  key: 'consent-1',
  id: 1,
  kind: 'consent',
  number: '+73452001203',
  at: '2026-11-22T10:05:00.000Z',
  purpose: 'shutdown',
  shutdownId: 5,
  shutdownNumber: 'О26-000017',
  refused: null,
  how: 'key',
  callId: 'embedded:1',
  words: consentWords.key,
  paper: '',
  until: null,
  byName: null,
  isInForce: true,
  endedAt: null,
  endedHow: null,
  endedByName: null,
  ...over,
})
