import { expect, it } from 'vitest'
import { Service } from '#contracts/shutdown.ts'
import { shutdownNumber, shutdownSeries } from '../numbering/shutdown-number.ts'
import { legalLimits, permittedHours } from './legal-limits.ts'

it.each([
  ['coldWater', 4, 4],
  ['hotWater', 4, 4],
  ['heating', 16, 16],
  ['sewerage', 4, 4],
  ['power', 24, 2],
  ['gas', 4, 4],
  ['lift', null, null],
  ['refuse', null, null],
  ['intercom', null, null],
] as const)('%s may be away for so many hours at once (ПП 354, прил. 1)', (service, withOne, withTwo) => {
  expect(permittedHours(service, 1)).toBe(withOne)
  expect(permittedHours(service, 2)).toBe(withTwo)
})

it('runs from the beginning, each service by its own clock, with its source', () => {
  const limits = legalLimits(Service.options, new Date('2026-11-22T22:00:00Z'), 1)
  expect(limits.map(({ service, by }) => [service, by])).toEqual([
    ['coldWater', '2026-11-23T02:00:00.000Z'],
    ['hotWater', '2026-11-23T02:00:00.000Z'],
    ['heating', '2026-11-23T14:00:00.000Z'],
    ['sewerage', '2026-11-23T02:00:00.000Z'],
    ['power', '2026-11-23T22:00:00.000Z'],
    ['gas', '2026-11-23T02:00:00.000Z'],
    ['lift', null],
    ['refuse', null],
    ['intercom', null],
  ])
  expect(limits.filter(({ basis }) => basis === '').map(({ service }) => service)).toEqual([
    'lift',
    'refuse',
    'intercom',
  ])
})

it('numbers shutdowns by the organisation’s year', () => {
  const newYear = new Date('2026-12-31T19:00:00Z')
  expect(shutdownSeries(newYear, 'Asia/Yekaterinburg')).toBe('shutdown:2027')
  expect(shutdownNumber(newYear, 'Asia/Yekaterinburg', 17)).toBe('О27-000017')
  expect(shutdownNumber(newYear, 'UTC', 17)).toBe('О26-000017')
})
