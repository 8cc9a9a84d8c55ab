import fc from 'fast-check'
import type { LineSet, LineStep } from '#contracts/line.ts'

/** Random desks of telephones for tests: every reference exists, and none leads round and round. */
const hours = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 1380 }), fc.integer({ min: 1, max: 60 })).map(([from, length]) => ({
    from,
    to: Math.min(1440, from + length * 20),
  })),
  { maxLength: 3 },
)
const plainStep = fc.oneof(
  fc.constantFrom<LineStep>(
    { kind: 'announcement', text: 'Лифты чинит «Лифтсервис».' },
    { kind: 'announcement', text: 'Приём с восьми.' },
    { kind: 'number', digits: '79220000001' },
    { kind: 'voicemail' },
    { kind: 'callback' },
    { kind: 'hangUp' },
  ),
)
const chainOf = (queueIds: number[], menuIds: number[]): fc.Arbitrary<LineStep[]> =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: plainStep },
      ...queueIds.map((queueId) => ({
        weight: 2,
        arbitrary: fc.constant<LineStep>({ kind: 'queue', queueId }),
      })),
      ...menuIds.map((menuId) => ({
        weight: 2,
        arbitrary: fc.constant<LineStep>({ kind: 'menu', menuId }),
      })),
    ),
    { minLength: 1, maxLength: 4 },
  )

const exceptionDates = ['2026-11-28', '2026-12-31', '2026-01-01', '2026-05-09', '2026-05-11']

/** Ids are 1 and on of each kind. `companyId` is 1. */
export const lineSets: fc.Arbitrary<LineSet> = fc.record({
  schedules: fc
    .array(
      fc.record({
        name: fc.constant('Расписание'),
        week: fc.array(hours, { minLength: 7, maxLength: 7 }),
        usesCalendar: fc.boolean(),
        exceptions: fc.array(fc.record({ date: fc.constantFrom(...exceptionDates), hours }), {
          maxLength: 3,
        }),
      }),
      { minLength: 2, maxLength: 2 },
    )
    .map((all) => all.map((one, i) => ({ ...one, id: i + 1, version: 1 }))),
  queues: fc
    .tuple(...[[2, 3], [3], []].map((above) => queue(above)))
    .map((all) => all.map((one, i) => ({ ...one, id: i + 1, version: 1, isDefault: i === 0 }))),
  menus: fc.tuple(menu([2]), menu([])).map((all) => all.map((one, i) => ({ ...one, id: i + 1, version: 1 }))),
  lines: fc
    .tuple(...['73452001122', '112', null].map((digits) => line(digits)))
    .chain((all) => fc.subarray(all))
    .map((all) => all.map((one, i) => ({ ...one, id: i + 1, version: 1 }))),
  night: fc.option(
    fc.constantFrom(
      { startedAt: '2026-11-27T10:00:00.000Z', endsAt: '2026-11-28T03:00:00.000Z', byName: null },
      { startedAt: '2026-01-01T00:00:00.000Z', endsAt: '2026-07-01T00:00:00.000Z', byName: null },
    ),
  ),
})

function queue(above: number[]) {
  return fc.record({
    name: fc.constant('Очередь'),
    strategy: fc.constantFrom('longestIdle' as const, 'skillFirst' as const, 'all' as const),
    waitSeconds: fc.constantFrom(null, 5, 120),
    isFirst: fc.boolean(),
    operators: fc.constant(null),
    overflow: fc.oneof(fc.constant<LineStep[]>([]), chainOf(above, [])),
  })
}
function menu(below: number[]) {
  return fc.record({
    name: fc.constant('Меню'),
    text: fc.constant('Лифты: один. Вода: два.'),
    keys: fc.uniqueArray(
      fc.record({ key: fc.constantFrom('1', '2', '0'), steps: chainOf([1, 2, 3], below) }),
      {
        selector: ({ key }) => key,
        maxLength: 3,
      },
    ),
    otherwise: fc.oneof(fc.constant<LineStep[]>([]), chainOf([1, 2], below)),
  })
}
function line(digits: string | null) {
  return fc.record({
    name: fc.constant('Линия'),
    digits: fc.constant(digits),
    companyId: fc.constant(1),
    greeting: fc.constantFrom('', 'Здравствуйте.'),
    scheduleId: fc.constantFrom(null, 1, 2),
    priority: fc.integer({ min: 0, max: 4 }),
    byDay: chainOf([1, 2, 3], [1, 2]),
    byNight: chainOf([1, 2, 3], [1, 2]),
  })
}

export const lineQuestions = fc.record({
  dialled: fc.constantFrom('73452001122', '83452001122', '3452001122', '112', '79990000000'),
  at: fc.oneof(
    fc.date({
      min: new Date('2025-01-01T00:00:00Z'),
      max: new Date('2027-12-31T00:00:00Z'),
      noInvalidDate: true,
    }),
    fc.constantFrom(
      new Date('2026-11-27T19:00:00Z'),
      new Date('2025-12-31T19:00:00Z'),
      new Date('2026-05-11T05:00:00Z'),
      new Date('2025-11-01T05:00:00Z'),
    ),
  ),
  isBusy: fc.boolean(),
  keys: fc.array(fc.constantFrom('1', '2', '0', '7', '9'), { maxLength: 2 }),
})
