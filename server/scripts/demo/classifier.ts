import type { Service } from '#contracts/shutdown.ts'

/**
 * Incidents with their legal clocks, in minutes (docs: domain.md 2.3). An example to be edited, not legal advice:
 * regional law may differ, which is why each entry carries its basis and the operator sees it.
 */
export interface ClassifierSeed {
  place: string
  category: string
  problem: string
  /** Similar calls suggest a shutdown of it. */
  service?: Service
  isEmergency?: boolean
  /** Danger to life: the script that opens over everything. */
  dangerScript?: 'gas' | 'lift' | 'fire' | 'electricity' | 'collapse'
  inform?: number
  localize?: number
  restore?: number
  eliminate?: number
  /** Hours of the local day between which the clock runs. */
  calendar?: [number, number]
  basis: string
}

const hour = 60
const day = 24 * hour
const p416 = 'ПП РФ 416, п. 13'
const p354 = 'ПП РФ 354, прил. 1'
const g170 = 'Госстрой 170, прил. 2'
const flat = 'Квартира'
const common = 'Общее имущество'
const yard = 'Двор и фасад'
/** In-house accident: owners are told within 30 minutes, localised within 30, removed within 3 days. */
const accident = { isEmergency: true, inform: 30, localize: 30, eliminate: 3 * day }

export const demoClassifier: readonly ClassifierSeed[] = [
  { place: flat, category: 'Водоснабжение', problem: 'Прорыв или течь стояка', ...accident, basis: p416 },
  { place: flat, category: 'Водоснабжение', problem: 'Затопление сверху', ...accident, basis: p416 },
  {
    place: flat,
    category: 'Водоснабжение',
    problem: 'Нет холодной воды',
    service: 'coldWater',
    ...accident,
    restore: 4 * hour,
    basis: `${p416}; ${p354}`,
  },
  {
    place: flat,
    category: 'Водоснабжение',
    problem: 'Нет горячей воды',
    service: 'hotWater',
    ...accident,
    restore: 4 * hour,
    basis: `${p416}; ${p354}`,
  },
  {
    place: flat,
    category: 'Водоснабжение',
    problem: 'Течёт кран или смывной бачок',
    eliminate: day,
    basis: g170,
  },
  {
    place: flat,
    category: 'Отопление',
    problem: 'Прорыв радиатора или трубы отопления',
    ...accident,
    basis: p416,
  },
  {
    place: flat,
    category: 'Отопление',
    problem: 'Нет отопления, в комнате от +8 до +10',
    service: 'heating',
    ...accident,
    restore: 4 * hour,
    basis: `${p416}; ${p354}`,
  },
  {
    place: flat,
    category: 'Отопление',
    problem: 'Нет отопления, в комнате от +10 до +12',
    service: 'heating',
    ...accident,
    restore: 8 * hour,
    basis: `${p416}; ${p354}`,
  },
  {
    place: flat,
    category: 'Отопление',
    problem: 'Нет отопления, в комнате +12 и теплее',
    service: 'heating',
    ...accident,
    restore: 16 * hour,
    basis: `${p416}; ${p354}`,
  },
  {
    place: flat,
    category: 'Водоотведение',
    problem: 'Засор канализации',
    service: 'sewerage',
    isEmergency: true,
    inform: 30,
    restore: 4 * hour,
    eliminate: 2 * hour,
    basis: `${p416}; ${p354}`,
  },
  {
    place: flat,
    category: 'Электроснабжение',
    problem: 'Нет света в квартире',
    service: 'power',
    ...accident,
    restore: 2 * hour,
    basis: `${p416}; ${p354}`,
  },
  {
    place: flat,
    category: 'Электроснабжение',
    problem: 'Искрит проводка или щиток',
    dangerScript: 'electricity',
    ...accident,
    eliminate: 3 * hour,
    basis: `${p416}; ${g170}`,
  },
  {
    place: flat,
    category: 'Газ',
    problem: 'Запах газа',
    isEmergency: true,
    dangerScript: 'gas',
    inform: 30,
    localize: 5,
    eliminate: day,
    basis: 'Сразу 104 или 112; правила пользования газом в быту',
  },
  {
    place: flat,
    category: 'Вентиляция',
    problem: 'Не работает вытяжка, нет тяги',
    eliminate: day,
    basis: g170,
  },
  {
    place: common,
    category: 'Лифт',
    problem: 'Застряли люди',
    isEmergency: true,
    dangerScript: 'lift',
    inform: 30,
    localize: 30,
    eliminate: 30,
    basis: 'ПП РФ 1744; ГОСТ Р 55964-2014',
  },
  {
    place: common,
    category: 'Лифт',
    problem: 'Лифт не работает',
    service: 'lift',
    eliminate: day,
    basis: g170,
  },
  {
    place: common,
    category: 'Электроснабжение',
    problem: 'Нет света во всём доме',
    service: 'power',
    ...accident,
    restore: 2 * hour,
    basis: `${p416}; ${p354} (два источника питания)`,
  },
  {
    place: common,
    category: 'Электроснабжение',
    problem: 'Нет света в подъезде',
    eliminate: 7 * day,
    basis: g170,
  },
  {
    place: common,
    category: 'Пожар',
    problem: 'Пожар, задымление',
    isEmergency: true,
    dangerScript: 'fire',
    inform: 30,
    localize: 5,
    basis: 'Сразу 101 или 112; ФЗ 69',
  },
  { place: common, category: 'Водоснабжение', problem: 'Течь в подвале', ...accident, basis: p416 },
  {
    place: common,
    category: 'Водоотведение',
    problem: 'Засор лежака в подвале',
    isEmergency: true,
    inform: 30,
    eliminate: 2 * hour,
    basis: p416,
  },
  {
    place: common,
    category: 'Мусоропровод',
    problem: 'Засор мусоропровода',
    service: 'refuse',
    eliminate: 2 * hour,
    calendar: [8, 23],
    basis: p416,
  },
  { place: common, category: 'Кровля', problem: 'Протечка кровли', eliminate: day, basis: g170 },
  { place: common, category: 'Кровля', problem: 'Неисправен водосток', eliminate: 5 * day, basis: g170 },
  { place: common, category: 'Подъезд', problem: 'Разбито окно', eliminate: day, basis: `${g170} (зимой)` },
  {
    place: common,
    category: 'Подъезд',
    problem: 'Не закрывается входная дверь',
    eliminate: day,
    basis: g170,
  },
  {
    place: common,
    category: 'Подъезд',
    problem: 'Не работает домофон',
    service: 'intercom',
    eliminate: 3 * day,
    basis: 'Срок компании',
  },
  {
    place: yard,
    category: 'Фасад',
    problem: 'Падает штукатурка или кирпич',
    isEmergency: true,
    dangerScript: 'collapse',
    inform: 30,
    localize: 30,
    eliminate: day,
    basis: `${g170}: оградить немедленно`,
  },
  {
    place: yard,
    category: 'Уборка',
    problem: 'Не убран снег, наледь у подъезда',
    eliminate: day,
    basis: 'Срок компании',
  },
  { place: yard, category: 'Уборка', problem: 'Не вывезен мусор', eliminate: day, basis: 'Срок компании' },
  {
    place: yard,
    category: 'Обращение',
    problem: 'Вопрос по начислениям',
    eliminate: 10 * day,
    basis: 'ПП РФ 416, п. 36: 10 рабочих дней',
  },
]
