import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { parseDate } from './date.ts'
import { parseFlatNumber } from './flat-number.ts'
import { parseNumber } from './number.ts'
import { nameKey, parseName } from './person-name.ts'
import { parsePhones, phoneText } from './phones.ts'
import { parseRelation } from './relation.ts'

test.each([
  ['31.12.2020', '2020-12-31'],
  ['1.2.2020', '2020-02-01'],
  ['31/12/20', '2020-12-31'],
  ['31.12.85', '1985-12-31'],
  ['2020-12-31', '2020-12-31'],
  ['2020-12-31T00:00:00.000Z', '2020-12-31'],
  ['31.12.2020 0:00', '2020-12-31'],
  ['31.12.2020 г.', '2020-12-31'],
  ['31 декабря 2020 года', '2020-12-31'],
  ['3 мая 1999', '1999-05-03'],
  ['44196', '2020-12-31'],
  ['29.02.2024', '2024-02-29'],
  ['29.02.2023', null],
  ['31.13.2020', null],
  ['12.2020', null],
  ['вчера', null],
  ['1', null],
  ['01.01.0001', null],
])('the day «%s» is %s', (text, day) => expect(parseDate(text)).toBe(day))

it('reads every day that it may be written as', () => {
  const days = fc.date({ min: new Date('1930-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, (at) => {
      const day = at.toISOString().slice(0, 10)
      const [y = '', m = '', d = ''] = day.split('-')
      const serial = Math.round((Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000)
      for (const text of [day, `${d}.${m}.${y}`, `${Number(d)}/${Number(m)}/${y}`, String(serial)])
        expect(parseDate(text)).toBe(day)
    }),
  )
})

test.each([
  ['+7 922 000-00-01', ['79220000001']],
  ['8(922)0000001', ['79220000001']],
  ['9220000001', ['79220000001']],
  ['7922.000.00.01', ['79220000001']],
  ['79220000001; 8 345 220-00-02', ['79220000001', '73452200002']],
  ['89220000001/89220000002', ['79220000001', '79220000002']],
  ['89220000001, +7 922 000 00 01', ['79220000001']],
  ['7.9220000001E+10', ['79220000001']],
  ['7,9220000001E+10', ['79220000001']],
  ['7,92E+10', null],
  ['+380 44 123 45 67', ['380441234567']],
  ['46-12-34', null],
  ['спросить у Марии', null],
  ['89220000001 Мария', null],
  ['8922000000', null],
])('the telephones «%s» are %j', (text, digits) => {
  expect(parsePhones(text, null)?.map((phone) => phone.digits) ?? null).toEqual(digits)
})

it('writes a number so that it is read back', () => {
  for (const digits of ['79220000001', '73452200002', '380441234567'])
    expect(parsePhones(phoneText(digits), null)?.[0]?.digits).toBe(digits)
})

test.each([
  ['12', '12'],
  ['кв. 12', '12'],
  ['Квартира 12', '12'],
  ['№12', '12'],
  ['12 А', '12а'],
  ['12.0', '12'],
  ['12/1', '12/1'],
  ['12-1', '12-1'],
  ['пом. 3', 'пом. 3'],
  ['Н1', 'н1'],
  ['б/н', null],
  ['0', null],
  ['12,13', null],
  ['12.янв', null],
  ['?', null],
])('the flat «%s» is %s', (text, flat) => expect(parseFlatNumber(text)).toBe(flat))

test.each([
  ['44,5', 44.5],
  ['1 044.50', 1044.5],
  ['-2', -2],
  ['сорок', null],
  ['12м', null],
])('the number «%s» is %s', (text, number) => expect(parseNumber(text)).toBe(number))

test.each([
  ['Собственник', 'owner'],
  ['Долевой собственник', 'owner'],
  ['ответственный квартиросъёмщик', 'tenant'],
  ['Жена', 'member'],
  ['член семьи собственника', 'member'],
  ['Представитель по доверенности', 'representative'],
  ['прочее', 'other'],
  ['АБВ', null],
])('the relation «%s» is %s', (text, relation) => expect(parseRelation(text)).toBe(relation))

it('writes names as people write them, and knows them however they are written', () => {
  expect(parseName('ИВАНОВА-ПЕТРОВА  АННА')).toBe('Иванова-Петрова Анна')
  expect(parseName('Иванов оглы Али')).toBe('Иванов оглы Али')
  expect(nameKey('Фёдоров  ПЁТР')).toBe(nameKey('Федоров Петр'))
})
