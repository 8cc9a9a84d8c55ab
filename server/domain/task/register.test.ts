import { expect, it } from 'vitest'
import type { ClassifierEntry } from '#contracts/classifier.ts'
import { registered } from './register.ts'
import { emptyDraft } from './task-record.ts'

const entry: ClassifierEntry = {
  id: 5,
  place: 'Дом',
  category: 'Лифт',
  problem: 'Застряли люди',
  isEmergency: true,
  dangerScript: null,
  service: null,
  isActive: true,
  rule: {
    version: 3,
    informMinutes: 30,
    localizeMinutes: null,
    restoreMinutes: null,
    eliminateMinutes: 120,
    calendar: null,
    basis: 'ПП 416',
  },
}
const draft = {
  ...emptyDraft(1, 'call', '2026-11-22T10:00:00.000Z'),
  isOrphan: true,
  ownerId: 9,
  ownerName: 'Олег',
}
const facts = {
  number: '26-000001',
  at: new Date('2026-11-22T10:05:00.000Z'),
  timeZone: 'Asia/Yekaterinburg',
}
const anna = { userId: 1, name: 'Анна' }

it('number, owner, deadlines and the rule’s version are fixed', () => {
  expect(registered(draft, { ...facts, entry, by: anna })).toMatchObject({
    number: '26-000001',
    status: 'new',
    ownerId: 1,
    ownerName: 'Анна',
    classifierName: 'Дом · Лифт · Застряли люди',
    ruleVersion: 3,
    deadlines: {
      callbackBy: null,
      informBy: '2026-11-22T10:35:00.000Z',
      localizeBy: null,
      eliminateBy: '2026-11-22T12:05:00.000Z',
    },
    isOrphan: false,
    registeredAt: '2026-11-22T10:05:00.000Z',
  })
})

it.each([
  ['the rule says so', false, entry, true],
  ['the operator said so', true, { ...entry, isEmergency: false }, true],
  ['the operator said so and there is no rule', true, null, true],
  ['nobody said so', false, { ...entry, isEmergency: false }, false],
])('an emergency, when %s', (_, isEmergency, rule, is) => {
  const typed = { ...draft, fields: { ...draft.fields, isEmergency } }
  expect(registered(typed, { ...facts, entry: rule, by: anna }).fields.isEmergency).toBe(is)
})

it('without a rule and a person it has no clocks and no owner', () => {
  expect(registered(draft, { ...facts, entry: null, by: null })).toMatchObject({
    ownerId: null,
    ownerName: null,
    classifierName: null,
    ruleVersion: null,
    deadlines: { informBy: null, eliminateBy: null },
  })
})
