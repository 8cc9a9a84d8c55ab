import { describe, expect, it } from 'vitest'
import type { Service } from '#contracts/shutdown.ts'
import { noticeSms, noticeSpeech } from '../notice/notice-text.ts'
import { questionText } from './question-text.ts'
import { servicesGenitive } from './service-words.ts'
import { speechText, type Spoken } from './speech-text.ts'

const local = (text: string): string => new Date(`${text}:00+05:00`).toISOString()
const clock = { now: new Date(local('2026-11-22T14:00')), timeZone: 'Asia/Yekaterinburg' }
const burst: Spoken = {
  kind: 'emergency',
  status: 'active',
  services: ['coldWater'],
  cause: '',
  text: '',
  startsAt: local('2026-11-22T13:10'),
  plannedEnd: local('2026-11-22T18:30'),
  shifts: 0,
}
const said = (changes: Partial<Spoken> = {}): string => speechText({ ...burst, ...changes }, clock)

describe('services in the right case', () => {
  it.each<[Service[], string]>([
    [['coldWater'], 'холодной воды'],
    [['hotWater'], 'горячей воды'],
    [['hotWater', 'coldWater'], 'холодной и горячей воды'],
    [['heating'], 'отопления'],
    [['sewerage'], 'водоотведения'],
    [['power'], 'электричества'],
    [['gas'], 'газа'],
    [['lift'], 'лифта'],
    [['refuse'], 'мусоропровода'],
    [['intercom'], 'домофона'],
    [['lift', 'power'], 'электричества и лифта'],
    [['coldWater', 'hotWater', 'heating'], 'холодной и горячей воды и отопления'],
    [['heating', 'hotWater', 'gas'], 'горячей воды, отопления и газа'],
    [['gas', 'coldWater', 'hotWater', 'heating'], 'холодной и горячей воды, отопления и газа'],
  ])('%j', (services, words) => {
    expect(servicesGenitive(services)).toBe(words)
  })
})

describe('what callers hear', () => {
  it.each<[string, Partial<Spoken>, string]>([
    [
      'an accident with its term',
      {},
      'Аварийное отключение холодной воды. Восстановление планируется до восемнадцати часов тридцати минут двадцать второго ноября.',
    ],
    [
      'its cause and the dispatcher’s words',
      { cause: 'порыв на вводе', text: 'Подвоз воды\n у дома 3!' },
      'Аварийное отключение холодной воды. Причина: порыв на вводе. Подвоз воды у дома 3! Восстановление планируется до восемнадцати часов тридцати минут двадцать второго ноября.',
    ],
    [
      'a cause that the words name already is not said twice',
      { cause: 'Порыв трубы', text: 'У нас порыв трубы на вводе.', plannedEnd: null },
      'Аварийное отключение холодной воды. У нас порыв трубы на вводе. Восстановление ведётся, срок уточняется.',
    ],
    [
      'no term',
      { plannedEnd: null },
      'Аварийное отключение холодной воды. Восстановление ведётся, срок уточняется.',
    ],
    [
      'a term that is over is no term',
      { plannedEnd: local('2026-11-22T14:00') },
      'Аварийное отключение холодной воды. Восстановление ведётся, срок уточняется.',
    ],
    [
      'a term that was moved',
      { shifts: 1, plannedEnd: local('2026-11-23T01:21') },
      'Аварийное отключение холодной воды. Срок изменён, восстановление планируется до одного часа двадцати одной минуты двадцать третьего ноября.',
    ],
    [
      'an incident',
      { kind: 'incident', services: ['power', 'lift'], plannedEnd: null },
      'Временное отключение электричества и лифта. Восстановление ведётся, срок уточняется.',
    ],
    [
      'planned works that are on',
      { kind: 'planned', plannedEnd: local('2026-11-23T00:00') },
      'Плановое отключение холодной воды. Восстановление планируется до ноля часов двадцать третьего ноября.',
    ],
    [
      'works of one day to come',
      {
        kind: 'planned',
        status: 'planned',
        startsAt: local('2026-11-24T08:00'),
        plannedEnd: local('2026-11-24T17:30'),
      },
      'Запланировано отключение холодной воды с восьми часов до семнадцати часов тридцати минут двадцать четвёртого ноября.',
    ],
    [
      'works over night to come',
      {
        kind: 'planned',
        status: 'planned',
        startsAt: local('2026-11-30T22:00'),
        plannedEnd: local('2026-12-01T06:00'),
      },
      'Запланировано отключение холодной воды с двадцати двух часов тридцатого ноября до шести часов первого декабря.',
    ],
    [
      'works to come without an end',
      { kind: 'planned', status: 'planned', startsAt: local('2026-11-24T08:00'), plannedEnd: null },
      'Запланировано отключение холодной воды с восьми часов двадцать четвёртого ноября, срок уточняется.',
    ],
    [
      'ended',
      { status: 'restored', cause: 'порыв' },
      'Отключение холодной воды завершено, подача возобновлена.',
    ],
    [
      'a lift that works again',
      { status: 'restored', services: ['lift'] },
      'Отключение лифта завершено, работа восстановлена.',
    ],
    ['cancelled', { status: 'cancelled' }, 'Отключение холодной воды отменено.'],
  ])('%s', (_, changes, sentence) => {
    expect(said(changes)).toBe(sentence)
  })
})

describe('notices', () => {
  it.each([
    [
      'moved',
      'Говорит диспетчерская служба. Отключение холодной воды: срок изменён, восстановление планируется до восемнадцати часов тридцати минут двадцать второго ноября. Чтобы автомат больше не звонил, нажмите три.',
      'Отключение холодной воды: восстановление до 18:30 22.11. Отказ от СМС: позвоните нам.',
    ],
    [
      'ended',
      'Говорит диспетчерская служба. Отключение холодной воды завершено, подача возобновлена. Если услуги нет, позвоните нам. Чтобы автомат больше не звонил, нажмите три.',
      'Отключение холодной воды завершено, подача возобновлена. Если услуги нет, позвоните нам. Отказ от СМС: позвоните нам.',
    ],
    [
      'cancelled',
      'Говорит диспетчерская служба. Отключение холодной воды отменено. Чтобы автомат больше не звонил, нажмите три.',
      'Отключение холодной воды отменено. Отказ от СМС: позвоните нам.',
    ],
    [
      'survey',
      'Говорит диспетчерская служба. Отключение холодной воды завершено, подача возобновлена. Если услуга есть, нажмите один. Если услуги нет, нажмите два. Чтобы автомат больше не звонил, нажмите три.',
      'Отключение холодной воды завершено, подача возобновлена. Если услуги нет, позвоните нам. Отказ от СМС: позвоните нам.',
    ],
  ] as const)('%s', (kind, speech, sms) => {
    const shutdown = { ...burst, shifts: 1 }
    expect(noticeSpeech(kind, shutdown, clock)).toBe(speech)
    expect(noticeSms(kind, shutdown, clock)).toBe(sms)
    expect(sms.length).toBeLessThanOrEqual(134)
  })

  it('says that a term is not known any more', () => {
    const shutdown = { ...burst, plannedEnd: null, shifts: 1 }
    expect(noticeSms('moved', shutdown, clock)).toBe(
      'Отключение холодной воды: срок уточняется. Отказ от СМС: позвоните нам.',
    )
    expect(noticeSpeech('moved', shutdown, clock)).toContain('срок уточняется')
  })
})

it('asks a number of nobody one question', () => {
  expect(questionText(burst, 'улица Республики, дома с первого по пятнадцатый')).toBe(
    'Если ваш дом: улица Республики, дома с первого по пятнадцатый, и у вас отключение холодной воды, нажмите один.',
  )
})
