import { describe, expect, it } from 'vitest'
import type { Company, CompanyPeriod } from '#contracts/company.ts'
import { ofCompany } from './of-call.ts'
import { companyOn, givenFrom } from './periods.ts'
import { notServed, ringInstead } from './served.ts'
import { companySpans } from './spans.ts'

const zone = 'Asia/Yekaterinburg'
const company = (id: number, changes: Partial<Company> = {}): Company => ({
  id,
  name: `УК ${id}`,
  shortName: `УК ${id}`,
  colour: 'accent',
  fullName: '',
  inn: '',
  ogrn: '',
  address: '',
  phone: '20-00-00',
  email: '',
  emergencyPhone: '',
  contractFrom: null,
  contractTo: null,
  served: 'everything',
  dayFromHour: 8,
  dayToHour: 17,
  greeting: '',
  printHeader: '',
  numberPrefix: '',
  version: 1,
  ...changes,
})
const period = (companyId: number, since: string | null, until: string | null): CompanyPeriod => ({
  companyId,
  since,
  until,
})
const moved = [period(1, null, '2026-12-01'), period(2, '2026-12-01', null)]

describe('whose a house is', () => {
  it.each([
    ['2026-11-30', 1],
    ['2026-12-01', 2],
    ['2030-01-01', 2],
  ])('on %s it is company %i', (day, id) => expect(companyOn(moved, day)).toBe(id))
  it('is nobody between two periods and before all', () => {
    const gap = [period(1, '2026-01-01', '2026-02-01'), period(2, '2026-03-01', null)]
    expect([companyOn(gap, '2025-12-31'), companyOn(gap, '2026-02-01'), companyOn([], '2026-02-01')]).toEqual(
      [null, null, null],
    )
  })

  it('is one’s and then another’s between two moments, with what is nobody’s, in spans without a gap', () => {
    const at = (text: string): number => Date.parse(text)
    const within = { from: at('2026-11-30T10:00:00Z'), to: at('2026-12-03T10:00:00Z') }
    const midnight = at('2026-11-30T19:00:00Z')
    expect(companySpans(moved, within, zone)).toEqual([
      { companyId: 1, from: within.from, to: midnight },
      { companyId: 2, from: midnight, to: within.to },
    ])
    const gap = [period(1, '2026-12-01', '2026-12-02')]
    expect(companySpans(gap, within, zone)).toEqual([
      { companyId: null, from: within.from, to: midnight },
      { companyId: 1, from: midnight, to: midnight + 86_400_000 },
      { companyId: null, from: midnight + 86_400_000, to: within.to },
    ])
    expect(companySpans([], within, zone)).toEqual([{ companyId: null, ...within }])
  })

  it.each<[string, CompanyPeriod[], number | null, string | null, CompanyPeriod[]]>([
    ['a house of nobody', [], 1, null, [period(1, null, null)]],
    ['from a day on', [period(1, null, null)], 2, '2026-12-01', moved],
    ['from the beginning: nothing of before stays', moved, 3, null, [period(3, null, null)]],
    [
      'what was planned later goes',
      moved,
      3,
      '2026-11-01',
      [period(1, null, '2026-11-01'), period(3, '2026-11-01', null)],
    ],
    [
      'what ended before stays as it ended',
      [period(1, null, '2026-01-01')],
      2,
      '2026-12-01',
      [period(1, null, '2026-01-01'), period(2, '2026-12-01', null)],
    ],
    ['the same company goes on without a seam', moved, 1, '2026-11-01', [period(1, null, null)]],
    ['to nobody', [period(1, null, null)], null, '2026-12-01', [period(1, null, '2026-12-01')]],
    ['to nobody at all', moved, null, null, []],
    [
      'on its own first day it is replaced',
      moved,
      3,
      '2026-12-01',
      [period(1, null, '2026-12-01'), period(3, '2026-12-01', null)],
    ],
  ])('given: %s', (_, before, to, since, after) => expect(givenFrom(before, to, since)).toEqual(after))
})

describe('is a caller served', () => {
  // a Monday; Tyumen is five hours ahead
  const at = (time: string): Date => new Date(`2026-11-30T${time}:00.000Z`)
  it.each<[string, Partial<Company> | null, Date, string | null]>([
    ['no company', null, at('10:00'), 'never'],
    ['a contract without bounds', {}, at('10:00'), null],
    ['the last day of the contract, its last minute there', { contractTo: '2026-11-30' }, at('18:59'), null],
    [
      'the midnight after it, which is still the day before in UTC',
      { contractTo: '2026-11-30' },
      at('19:00'),
      'ended',
    ],
    ['the day before it begins', { contractFrom: '2026-12-01' }, at('18:59'), 'notYet'],
    ['the midnight when it begins', { contractFrom: '2026-12-01' }, at('19:00'), null],
    ['emergencies alone, at any time', { served: 'emergencies' }, at('22:00'), 'emergenciesOnly'],
    ['nights alone, at eight in the morning', { served: 'offHours' }, at('03:00'), 'offHoursOnly'],
    ['nights alone, a minute before', { served: 'offHours' }, at('02:59'), null],
    ['nights alone, when the day ends', { served: 'offHours' }, at('12:00'), null],
    ['nights alone, at noon of a Sunday', { served: 'offHours' }, new Date('2026-11-29T07:00:00.000Z'), null],
    [
      'an ended contract comes before what it was about',
      { served: 'emergencies', contractTo: '2026-01-01' },
      at('10:00'),
      'ended',
    ],
  ])('%s', (_, changes, moment, why) => {
    expect(notServed(changes && company(1, changes), moment, zone)).toBe(why)
  })
  it('is told the number for it, else that of the company, else nothing', () => {
    expect(ringInstead(company(1, { emergencyPhone: '112' }))).toBe('112')
    expect(ringInstead(company(1))).toBe('20-00-00')
    expect(ringInstead(null)).toBe('')
  })
})

describe('whose a call is', () => {
  const two = [company(1), company(2, { contractTo: '2026-12-31' })]
  const noon = new Date('2026-11-28T07:00:00.000Z')
  it.each([
    ['one company has everything', [], [company(1)], null, { companyId: 1, notServed: null }],
    [
      'one company serves, whatever its contract says',
      [],
      [company(1, { contractTo: '2020-01-01' })],
      null,
      { companyId: 1, notServed: null },
    ],
    ['of two nobody knows', [], two, null, { companyId: null, notServed: null }],
    ['the house says it', [[period(2, null, null)]], two, null, { companyId: 2, notServed: null }],
    [
      'two houses of one company',
      [[period(2, null, null)], [period(2, '2020-01-01', null)]],
      two,
      null,
      { companyId: 2, notServed: null },
    ],
    [
      'two houses of two say nothing',
      [[period(1, null, null)], [period(2, null, null)]],
      two,
      null,
      { companyId: null, notServed: null },
    ],
    ['a house of nobody is not served', [[]], two, null, { companyId: null, notServed: 'never' }],
    ['the line comes first', [[period(2, null, null)]], two, 1, { companyId: 1, notServed: null }],
  ])('%s', (_, houses, companies, line, answer) => {
    expect(ofCompany({ line, houses }, companies, noon, zone)).toEqual(answer)
  })
  it('is of the line of all other numbers when neither a number nor a house says it', () => {
    const whose = (houses: CompanyPeriod[][]): number | null =>
      ofCompany({ line: null, houses, otherwise: 1 }, two, noon, zone).companyId
    expect([whose([]), whose([[period(2, null, null)]])]).toEqual([1, 2])
  })
  it('changes at midnight in the zone of the organisation, not of UTC', () => {
    const whose = (moment: string): number | null =>
      ofCompany({ line: null, houses: [moved] }, two, new Date(moment), zone).companyId
    expect(whose('2026-11-30T18:59:59.999Z')).toBe(1)
    expect(whose('2026-11-30T19:00:00.000Z')).toBe(2)
  })
})
