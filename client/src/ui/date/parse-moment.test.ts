import { describe, expect, test } from 'vitest'
import { parseMoment } from './parse-moment.ts'

const now = new Date(2026, 10, 22, 15, 20, 30).getTime()
const shown = (moment: Date | null | 'bad'): string | null =>
  moment instanceof Date
    ? `${moment.getDate()}.${moment.getMonth() + 1}.${moment.getFullYear()} ${moment.getHours()}:${String(moment.getMinutes()).padStart(2, '0')}`
    : moment

describe('a moment as it is typed', () => {
  test.each([
    ['', null],
    ['сейчас', '22.11.2026 15:20'],
    ['18:30', '22.11.2026 18:30'],
    ['18', '22.11.2026 18:00'],
    ['1830', '22.11.2026 18:30'],
    ['9', '23.11.2026 9:00'],
    ['24', '23.11.2026 0:00'],
    ['+2', '22.11.2026 17:20'],
    ['+2 ч', '22.11.2026 17:20'],
    ['+30 мин', '22.11.2026 15:50'],
    ['+1:30', '22.11.2026 16:50'],
    ['+3 дня', '25.11.2026 15:20'],
    ['завтра', '23.11.2026 9:00'],
    ['Завтра в 18', '23.11.2026 18:00'],
    ['25.11 18:00', '25.11.2026 18:00'],
    ['25.11.2026, 18.30', '25.11.2026 18:30'],
    ['10.01 8', '10.1.2027 8:00'],
    ['31.02 10', 'bad'],
    ['25:00', 'bad'],
    ['вечером', 'bad'],
  ])('%s', (text, moment) => expect(shown(parseMoment(text, now, 'next'))).toBe(moment))

  test('a start that has passed today is today’s, not tomorrow’s', () => {
    expect(shown(parseMoment('14:05', now, 'today'))).toBe('22.11.2026 14:05')
  })
})
