import { describe, expect, test } from 'vitest'
import { csvOf } from './csv.ts'

const cellsOf = (...values: (string | number | null)[]): string => csvOf([values]).slice(1).trimEnd()

describe('CSV', () => {
  test('is marked as UTF-8, with semicolons and CRLF', () => {
    expect(
      csvOf([
        ['а', 1],
        [null, 'б'],
      ]),
    ).toBe('\uFEFFа;1\r\n;б\r\n')
  })
  test.each(['=1+1', '+7 345', '-5', '@SUM(A1)', '\tx'])('«%s» is no formula', (text) =>
    expect(cellsOf(text)).toBe(`'${text}`),
  )
  test('quotes, separators and lines stay in their cell', () => {
    expect(cellsOf('ул. "Мира"; 5', 'а\nб')).toBe('"ул. ""Мира""; 5";"а\nб"')
  })
  test('a number has a decimal comma and its sign', () => {
    expect(cellsOf(-2.5, 0.15)).toBe('-2,5;0,15')
  })
})
