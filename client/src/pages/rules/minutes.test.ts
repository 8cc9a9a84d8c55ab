import { describe, expect, test } from 'vitest'
import { partsOfTerm, readTerm } from './minutes.ts'

describe('terms of rules', () => {
  test.each([
    ['', null],
    ['30', 30],
    ['30 мин', 30],
    ['2 ч', 120],
    ['2ч 30мин.', 150],
    ['3 сут', 4320],
    ['1 день 12 часов', 2160],
    ['3 days', 4320],
    ['скоро', Number.NaN],
    ['3 попугая', Number.NaN],
    ['2 ч примерно', Number.NaN],
  ])('"%s" is %s minutes', (text, minutes) => expect(readTerm(text)).toBe(minutes))
  test('a term is written in days, hours and minutes', () => {
    expect(partsOfTerm(2190)).toEqual({ days: 1, hours: 12, minutes: 30 })
  })
})
