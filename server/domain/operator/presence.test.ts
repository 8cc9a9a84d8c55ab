import { expect, test } from 'vitest'
import { isAtWork, presenceOf, type OperatorFacts } from './presence.ts'

const until = new Date('2026-11-22T10:00:30.000Z')
const free: OperatorFacts = {
  isPaused: false,
  pauseName: null,
  note: '',
  isWrappingUp: false,
  wrapUpUntil: null,
  why: null,
  wasJustHere: true,
}
const all: OperatorFacts = {
  isPaused: true,
  pauseName: 'Обед',
  note: 'до двух',
  isWrappingUp: true,
  wrapUpUntil: until,
  why: 'noHeartbeat',
  wasJustHere: false,
}
const rest = { ...all, isPaused: false }
const silent = { ...rest, isWrappingUp: false }

test.each([
  ['a talk is a talk, whatever else is true', all, 'talking', { state: 'talking' }],
  ['so is a ring', all, 'ringing', { state: 'ringing' }],
  ['who is not registered is off the line', all, 'offline', { state: 'offline' }],
  [
    'a page that vanished without a word is named, also when the PBX lost its contact',
    { ...all, wasJustHere: true },
    'offline',
    { state: 'unreachable', why: 'noHeartbeat' },
  ],
  ['a pause has its reason and note', all, 'paused', { state: 'paused', reason: 'Обед', note: 'до двух' }],
  ['a pause without a reason is one', { ...free, isPaused: true }, 'available', { state: 'paused' }],
  ['the rest after a call', rest, 'paused', { state: 'wrapUp', until: until.toISOString(), note: 'до двух' }],
  ['a page that is not heard', silent, 'paused', { state: 'unreachable', why: 'noHeartbeat' }],
  ['the PBX is late with its own pause', free, 'paused', { state: 'available' }],
  ['free', free, 'available', { state: 'available' }],
] as const)('%s', (_name, facts, pbx, presence) => {
  expect(presenceOf(facts, pbx)).toEqual(presence)
})

test.each([
  ['available', true],
  ['ringing', true],
  ['talking', true],
  ['wrapUp', true],
  ['paused', false],
  ['unreachable', false],
  ['offline', false],
] as const)('%s: somebody is there: %s', (state, is) => {
  expect(isAtWork(state)).toBe(is)
})
