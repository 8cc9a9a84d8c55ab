import { expect, it } from 'vitest'
import { addressText } from './address-text.ts'
import { houseKey, normalised } from './normalise.ts'
import { spokenAddress } from './spoken-address.ts'

it.each([
  ['республики', 'республики', null, null],
  ['ул. Республики, 5', 'республики', '5', null],
  ['Республики 5/2', 'республики', '5/2', null],
  ['республики 5 к 2', 'республики', '5/2', null],
  ['республики д. 5 корп. 2 кв. 12', 'республики', '5/2', '12'],
  ['республики 5к2-12', 'республики', '5/2', '12'],
  ['республики 5 12', 'республики', '5', '12'],
  ['республики 5а кв 12а', 'республики', '5а', '12а'],
  ['50 лет Октября', '50 лет октября', null, null],
  ['50 лет Октября 12', '50 лет октября', '12', null],
  ['ул. 30 лет Победы, д. 7, кв. 1', '30 лет победы', '7', '1'],
  ['Тюмень, Мельникайте 101 стр 3', 'мельникайте', '101с3', null],
  ['проспект Геологоразведчиков 2', 'геологоразведчиков', '2', null],
  ['зелёная 1', 'зеленая', '1', null],
  ['', '', null, null],
])('«%s» is street «%s», house %s, flat %s', (search, street, house, apartment) => {
  expect(spokenAddress(search, 'Тюмень')).toEqual({ street, house, apartment })
})

it('reads a house number the same however it is written', () => {
  expect(new Set(['5/2', '5 к 2', '5к2', '5 корп. 2', 'д. 5 корпус 2', 'дом 5/2'].map(houseKey))).toEqual(
    new Set(['5/2']),
  )
})

it('takes ё for е and punctuation for nothing', () => {
  expect(normalised('  «Берёзовая»,  РОЩА. ')).toBe('березовая роща')
})

it('writes an address as it is read to the caller', () => {
  const parts = { kind: 'ул.', street: 'Республики', house: '5' }
  expect(addressText({ ...parts, apartment: '12' })).toBe('ул. Республики, 5, кв. 12')
  expect(addressText({ ...parts, apartment: null })).toBe('ул. Республики, 5')
})
