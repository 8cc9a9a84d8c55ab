import { expect, test } from 'vitest'
import type { RouteResponse } from '#contracts/http.ts'
import { all, mountInApp, one } from '../../../testing/mount.ts'
import DailyPage from './DailyPage.vue'
import HoursPage from './HoursPage.vue'

const day: RouteResponse<'dailySummary'>['rows'][number] = {
  shutdownId: 5,
  number: 'О26-000017',
  companyIds: [1],
  services: ['heating'],
  kind: 'emergency',
  houses: 3,
  flats: 240,
  living: 500,
  places: 'Республики 1–15',
  startsAt: '2026-11-22T10:00:00.000Z',
  legalBy: null,
  plannedEnd: null,
  endedAt: null,
  cause: 'порыв',
  organisation: 'Теплосеть',
  responsible: '',
  callers: 41,
  note: '',
}
const hours: RouteResponse<'shutdownHours'>['rows'][number] = {
  houseId: 1,
  address: 'ул. Республики, 5',
  companyId: 1,
  service: 'heating',
  shutdowns: 2,
  hours: 26.5,
  permittedHours: null,
  overHours: 2.5,
  feeReductionPercent: 0.38,
}
const cells = (): string[] => all('td').map((cell) => cell.textContent?.trim() ?? '')

test('the summary of a day: a row a shutdown, its number leads to it', async () => {
  await mountInApp(DailyPage, {
    path: '/shutdowns/daily',
    role: 'dispatcher',
    answers: { dailySummary: () => ({ rows: [day] }) },
  })
  expect(all('th')).toHaveLength(16)
  expect(one('link', 'О26-000017').getAttribute('href')).toBe('/shutdowns?id=5')
  expect(cells()).toContain('Республики 1–15')
  expect(one('button', 'Скачать CSV')).toHaveProperty('disabled', false)
})

test('hours of a month: figures as people write them, what is over stands out', async () => {
  await mountInApp(HoursPage, {
    path: '/shutdowns/hours',
    role: 'dispatcher',
    answers: { shutdownHours: () => ({ rows: [hours] }) },
  })
  expect(cells().slice(2)).toEqual(['2', '26,5', '–', '2,5', '0,38'])
  expect(all('td').filter((cell) => cell.classList.contains('over'))).toHaveLength(1)
})

test('a report with no rows says so and has nothing to save', async () => {
  await mountInApp(HoursPage, {
    path: '/shutdowns/hours',
    role: 'dispatcher',
    answers: { shutdownHours: () => ({ rows: [] }) },
  })
  expect(all('table')).toHaveLength(0)
  expect(one('button', 'Скачать CSV')).toHaveProperty('disabled', true)
})
