import type { TaskStatus } from '#contracts/task.ts'

/** One past call of the demo shift. */
export interface Story {
  /** How long before the start it came. */
  minutesAgo: number
  /** Which flat calls, by its place in the company's list from 1; null: a number that nobody knows. */
  flat: number | null
  /** SIP user name; null: nobody answered. */
  operator: string | null
  waitSeconds: number
  talkSeconds: number
  /** What it became; null: nobody answered, or the operator threw the draft away. */
  task: { problem: string; text: string; place?: string; path: readonly Step[] } | null
  /** The call-back of a missed call, minutes after it. */
  calledBackAfter?: number
}
export interface Step {
  to: TaskStatus
  /** Minutes after the one before. */
  after: number
  note?: string
}

const done: readonly Step[] = [
  { to: 'accepted', after: 2 },
  { to: 'assigned', after: 6, note: 'Сантехник Лукин' },
  { to: 'inProgress', after: 19 },
  { to: 'done', after: 33, note: 'Выполнено, акт подписан' },
]
const closed: readonly Step[] = [...done, { to: 'closed', after: 20, note: 'Заявитель подтвердил' }]
const inProgress = done.slice(0, 3)
const assigned = done.slice(0, 2)
const accepted = done.slice(0, 1)
const deferred: readonly Step[] = [
  { to: 'accepted', after: 3 },
  { to: 'deferred', after: 12, note: 'Нет доступа: договорились на вечер' },
]

const answered = (
  minutesAgo: number,
  flat: number | null,
  operator: string,
  [waitSeconds, talkSeconds]: [number, number],
  [problem, text, place]: [string, string, string?],
  path: readonly Step[],
): Story => ({
  minutesAgo,
  flat,
  operator,
  waitSeconds,
  talkSeconds,
  task: { problem, text, path, ...(place === undefined ? {} : { place }) },
})
const missed = (
  minutesAgo: number,
  flat: number | null,
  waitSeconds: number,
  calledBackAfter?: number,
): Story => ({
  minutesAgo,
  flat,
  operator: null,
  waitSeconds,
  talkSeconds: 0,
  task: null,
  ...(calledBackAfter === undefined ? {} : { calledBackAfter }),
})

/** A shift in Tyumen, oldest first; it ends with work in hand, so that the board shows something in every state. */
export const stories: readonly Story[] = [
  answered(
    470,
    12,
    'op-1',
    [6, 94],
    ['Засор канализации', 'Стоит вода в ванной и на кухне, соседи снизу тоже жалуются.'],
    closed,
  ),
  answered(
    452,
    205,
    'op-2',
    [4, 71],
    ['Лифт не работает', 'Лифт стоит на пятом этаже с ночи, двери закрыты.', 'подъезд 1'],
    closed,
  ),
  answered(
    431,
    388,
    'op-1',
    [9, 62],
    ['Нет горячей воды', 'Из горячего крана идёт холодная, с утра.'],
    closed,
  ),
  answered(
    415,
    640,
    'op-3',
    [5, 120],
    ['Затопление сверху', 'С потолка в коридоре капает, наверху не открывают.'],
    closed,
  ),
  missed(402, 911, 41, 6),
  answered(
    377,
    733,
    'op-2',
    [7, 55],
    ['Разбито окно', 'Разбито стекло между вторым и третьим этажом.', 'подъезд 2'],
    done,
  ),
  answered(
    360,
    1020,
    'op-1',
    [3, 48],
    ['Не работает домофон', 'Трубка молчит, дверь не открывается из квартиры.'],
    deferred,
  ),
  answered(
    341,
    1144,
    'op-3',
    [11, 83],
    ['Прорыв радиатора или трубы отопления', 'Течёт батарея в зале, подставили таз.'],
    closed,
  ),
  answered(
    322,
    1301,
    'op-2',
    [6, 66],
    ['Нет света в подъезде', 'Темно с первого по третий этаж.', 'подъезд 1'],
    done,
  ),
  answered(
    300,
    1420,
    'op-1',
    [8, 52],
    ['Вопрос по начислениям', 'Не сходится сумма за отопление в октябре.'],
    assigned,
  ),
  answered(
    281,
    1555,
    'op-3',
    [5, 97],
    ['Застряли люди', 'В лифте мужчина с ребёнком, между шестым и седьмым.', 'подъезд 1'],
    closed,
  ),
  missed(266, null, 28, 7),
  answered(
    249,
    77,
    'op-2',
    [4, 44],
    ['Течёт кран или смывной бачок', 'Не держит бачок, вода бежит постоянно.'],
    assigned,
  ),
  answered(
    230,
    1702,
    'op-1',
    [6, 73],
    ['Протечка кровли', 'Пятно на потолке растёт после снега, верхний этаж.'],
    inProgress,
  ),
  answered(
    204,
    1834,
    'op-3',
    [7, 39],
    ['Не убран снег, наледь у подъезда', 'У второго подъезда лёд, вчера упала женщина.', 'подъезд 2'],
    inProgress,
  ),
  answered(
    181,
    1960,
    'op-2',
    [10, 88],
    ['Течь в подвале', 'В подвале шумит вода, пахнет сыростью на первом этаже.', 'подвал'],
    done,
  ),
  answered(
    158,
    2075,
    'op-1',
    [5, 61],
    ['Засор мусоропровода', 'Забит ствол на четвёртом этаже.', 'подъезд 1'],
    accepted,
  ),
  answered(
    133,
    2190,
    'op-3',
    [4, 57],
    ['Не закрывается входная дверь', 'Доводчик сломан, дверь распахнута, холод в подъезде.', 'подъезд 3'],
    assigned,
  ),
  missed(115, 2233, 52, 4),
  answered(
    97,
    2301,
    'op-2',
    [6, 79],
    ['Нет отопления, в комнате +12 и теплее', 'Батареи чуть тёплые, в комнате шестнадцать.'],
    inProgress,
  ),
  answered(
    74,
    2388,
    'op-1',
    [9, 68],
    ['Искрит проводка или щиток', 'Искрит щиток на площадке, пахнет горелым.'],
    inProgress,
  ),
  answered(
    52,
    301,
    'op-3',
    [5, 47],
    ['Не работает вытяжка, нет тяги', 'Запах из вентиляции на кухне.'],
    accepted,
  ),
  answered(
    34,
    455,
    'op-2',
    [7, 91],
    ['Прорыв или течь стояка', 'Мокрая стена у стояка в туалете, капает к соседям.'],
    assigned,
  ),
  answered(
    19,
    1203,
    'op-1',
    [4, 66],
    ['Нет холодной воды', 'Нет холодной воды на верхних этажах, у соседей тоже.'],
    [],
  ),
  answered(
    11,
    null,
    'op-3',
    [6, 58],
    ['Не вывезен мусор', 'Контейнеры переполнены, мусор по двору.', 'ул. Республики, площадка у дома 14'],
    [],
  ),
  missed(4, 502, 63),
]
