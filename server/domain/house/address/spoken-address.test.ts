import { expect, it } from 'vitest'
import { addressText } from './address-text.ts'
import { houseKey, normalised } from './normalise.ts'
import { withDigits } from './number-words.ts'
import { spokenAddresses, spokenFlat } from './spoken-address.ts'
import { streetMatch } from './street-match.ts'

const first = (search: string) => {
  const [one] = spokenAddresses(search)
  return one && [one.words.join(' '), one.house, one.apartment]
}

it.each([
  ['республики', 'республики', null, null],
  ['ул. Республики, 5', 'республики', '5', null],
  ['Республики 5/2', 'республики', '5/2', null],
  ['республики 5 к 2', 'республики', '5/2', null],
  ['республики д. 5 корп. 2 кв. 12', 'республики', '5/2', '12'],
  ['республики 5к2-12', 'республики', '5/2', '12'],
  ['республики 5 12', 'республики', '5', '12'],
  ['республики 5а кв 12а', 'республики', '5а', '12а'],
  ['республики 5 а', 'республики', '5а', null],
  ['республики 14 строение 3', 'республики', '14с3', null],
  ['республики 5 корпус а', 'республики', '5а', null],
  ['50 лет Октября', '50 лет октября', null, null],
  ['50 лет Октября 12', '50 лет октября', '12', null],
  ['ул. 30 лет Победы, д. 7, кв. 1', '30 лет победы', '7', '1'],
  ['пятьдесят лет октября двадцать пять квартира сто один', '50 лет октября', '25', '101'],
  ['Тюмень, Мельникайте 101 стр 3', 'тюмень мельникайте', '101с3', null],
  ['проспект Геологоразведчиков 2', 'геологоразведчиков', '2', null],
  ['квартира 12 дом 5 улица Республики', 'республики', '5', '12'],
  ['республики пять дробь два', 'республики', '5/2', null],
  ['первая линия дом три', '1 линия', '3', null],
  ['республики 5 второй подъезд квартира 40', 'республики', '5', '40'],
  ['5 республики', '5 республики', null, null],
  ['набережная 4', 'набережная', '4', null],
  ['5 микрорайон 12', '5', '12', null],
  ['зелёная 1', 'зеленая', '1', null],
  ['htcge,kbrb 5', 'республики', '5', null],
  ['ek. htcge,kbrb 5', 'республики', '5', null],
  ['Лeнина 5a', 'ленина', '5а', null],
])('«%s» is first of all street «%s», house %s, flat %s', (search, street, house, apartment) => {
  expect(first(search)).toEqual([street, house, apartment])
})

it.each(['', '%', '   ', '12', 'кв 5', '!!!', 'дом', '/-/'])('makes no address of «%s»', (search) => {
  expect(spokenAddresses(search)).toEqual([])
})

it('understands in several ways what may be meant in several', () => {
  const ways = (search: string) => spokenAddresses(search).map(({ house, apartment }) => [house, apartment])
  expect(ways('республики 5/2')).toEqual([
    ['5/2', null],
    ['5', '2'],
  ])
  expect(ways('республики 5 2')).toEqual([
    ['5', '2'],
    ['5/2', null],
  ])
  expect(spokenAddresses('12 мельникайте').map(({ words, house }) => [words.join(' '), house])).toEqual([
    ['12 мельникайте', null],
    ['мельникайте', '12'],
  ])
})

it.each([
  ['12', '12'],
  ['кв. 12а', '12а'],
  ['двенадцатая', '12'],
  ['двадцать пятая квартира', '25'],
  ['rd 7', '7'],
  ['республики 12', null],
  ['дом 5', null],
  ['', null],
])('hears in «%s» flat %s where the house is known', (search, flat) => {
  expect(spokenFlat(search)).toBe(flat)
})

it.each([
  ['двадцать пять', '25'],
  ['сто двадцать один', '121'],
  ['пять двенадцать', '5 12'],
  ['двадцать двенадцать', '20 12'],
  ['девятого мая', '9 мая'],
  ['шестьдесят лет октября', '60 лет октября'],
  ['девяносто девять', '99'],
  ['сорок', '40'],
  ['сорокина пятницкая', 'сорокина пятницкая'],
])('«%s» is %s', (words, digits) => {
  expect(withDigits(words.split(' ')).join(' ')).toBe(digits)
})

it('knows a street by a part of its name in any order, and tells kinds and towns apart', () => {
  const match = (words: string, kinds: string[], name: string, kind = 'ул.', town = 'Тюмень') =>
    streetMatch({ words: words.split(' '), kinds }, { town, kind, name }, 'Тюмень')
  expect(match('ленина владимира', [], 'Владимира Ленина')).toBeGreaterThan(1)
  expect(match('горького', [], 'Горького')).toBeGreaterThan(match('горького', [], 'Максима Горького'))
  expect(match('тихий', ['пер'], 'Тихий', 'пер.')).toBeGreaterThan(match('тихий', ['пер'], 'Тихий', 'проезд'))
  expect(match('тобольск ленина', [], 'Ленина', 'ул.', 'Тобольск')).toBeGreaterThan(
    match('тобольск ленина', [], 'Ленина'),
  )
  expect(match('50 лет октября', [], '30 лет Победы')).toBeLessThan(0.45)
})

it('reads a house number the same however it is written', () => {
  expect(new Set(['5/2', '5 к 2', '5к2', '5 корп. 2', 'д. 5 корпус 2', 'дом 5/2'].map(houseKey))).toEqual(
    new Set(['5/2']),
  )
  expect(new Set(['5а', '5 А', '5-а', '5 литера А', '5 корпус а'].map(houseKey))).toEqual(new Set(['5а']))
})

it('takes ё for е and punctuation for nothing', () => {
  expect(normalised('  «Берёзовая»,  РОЩА. ')).toBe('березовая роща')
})

it('writes an address as it is read to the caller', () => {
  const parts = { kind: 'ул.', street: 'Республики', house: '5' }
  expect(addressText({ ...parts, apartment: '12' })).toBe('ул. Республики, 5, кв. 12')
  expect(addressText({ ...parts, apartment: null })).toBe('ул. Республики, 5')
  expect(addressText({ ...parts, town: 'Тобольск' })).toBe('Тобольск, ул. Республики, 5')
})
