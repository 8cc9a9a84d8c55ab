import { describe, expect, test } from 'vitest'
import { parseHouseRange } from './house-range.ts'

const street = ['1', '2', '3', '5/2', '12', '12а', '14', '15', '15к1', '16', '20', '22А']
const chosen = (text: string): string[] | null => {
  const range = parseHouseRange(text)
  return range === null ? null : street.filter(range)
}

describe('houses of a street', () => {
  test.each<[string, string[] | null]>([
    ['', street],
    ['1–15', ['1', '2', '3', '5/2', '12', '12а', '14', '15', '15к1']],
    ['1-15 нечёт', ['1', '3', '5/2', '15', '15к1']],
    ['чет', ['2', '12', '12а', '14', '16', '20', '22А']],
    ['2, 14-16', ['2', '14', '15', '15к1', '16']],
    ['12', ['12']],
    ['12 А, 22а', ['12а', '22А']],
    ['5/2, 15 к 1', ['5/2', '15к1']],
    ['15-1', null],
    ['до конца', null],
    ['1;2', null],
  ])('%s', (text, houses) => expect(chosen(text)).toEqual(houses))
})
