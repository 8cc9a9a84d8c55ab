import type { RouteResponse } from '#contracts/http.ts'
import {
  LineFields,
  LinePart,
  MenuFields,
  QueueFields,
  ScheduleFields,
  type LinePartKind,
  type LineStep,
} from '#contracts/line.ts'
import { digitsIn } from '#domain/call/number-key.ts'
import type { MessageKey } from '../../i18n/i18n.ts'
import { problemsOf, type Problems } from '../../ui/form/problems.ts'

export type Desk = RouteResponse<'listLines'>

export const kinds = ['line', 'queue', 'menu', 'schedule'] as const satisfies readonly LinePartKind[]
export const listOf = { line: 'lines', queue: 'queues', menu: 'menus', schedule: 'schedules' } as const
/** As a line is found by: what was pasted as +7 (3452) 00-11-22 or 8 3452… is 73452001122. */
export const dialledDigits = (typed: string): string => digitsIn(typed).replace(/^8(?=\d{10}$)/, '7')

export const stepKinds = [
  'queue',
  'menu',
  'announcement',
  'number',
  'voicemail',
  'callback',
  'hangUp',
] as const satisfies readonly LineStep['kind'][]

/** What a step of this kind begins as; null: there is nothing that it could name. */
export function newStep(kind: LineStep['kind'], desk: Desk): LineStep | null {
  switch (kind) {
    case 'queue': {
      const queue = desk.queues[0]
      return queue ? { kind, queueId: queue.id } : null
    }
    case 'menu': {
      const menu = desk.menus[0]
      return menu ? { kind, menuId: menu.id } : null
    }
    case 'announcement':
      return { kind, text: '' }
    case 'number':
      return { kind, digits: '' }
    case 'voicemail':
    case 'callback':
    case 'hangUp':
      return { kind }
  }
}

export type PartFields = LinePart['fields']
const schemas = { line: LineFields, queue: QueueFields, menu: MenuFields, schedule: ScheduleFields } as const

/** What is to be edited: of a new one, all of it empty. */
export function fieldsOf(desk: Desk, kind: LinePartKind, id: number): PartFields | null {
  if (id === 0) return newPart(desk, kind).fields
  const fields = desk[listOf[kind]].find((part) => part.id === id)
  // without what is kept beside the fields
  return fields ? LinePart.parse({ kind, fields }).fields : null
}

/** The boundary: a form of this kind holds fields of this kind, typed and perhaps wrong. */
export const partWith = (kind: LinePartKind, fields: PartFields): LinePart => ({ kind, fields }) as LinePart

/** `isWhole`: all that was typed could be read. */
export const problemsOfPart = ({ kind, fields }: LinePart, isWhole: boolean): Problems => ({
  ...problemsOf(schemas[kind], fields),
  ...(isWhole ? {} : { week: { key: 'lines.hoursWrong', named: {} } }),
})

/** Fields with the phrase that stands beside them. */
export const partFieldKeys: readonly (readonly [string, MessageKey])[] = [
  ...(['name', 'digits', 'greeting', 'priority', 'byDay', 'byNight', 'strategy', 'waitSeconds'] as const),
  ...(['isFirst', 'overflow', 'text', 'otherwise', 'usesCalendar', 'exceptions', 'schedule'] as const),
].map((name) => [name === 'schedule' ? 'scheduleId' : name, `lines.${name}`] as const)

/** The steps of the field of that name, if it is one of steps. */
export const chainOf = (fields: PartFields, name: string): readonly LineStep[] | undefined =>
  Object.entries({
    ...('byDay' in fields ? { byDay: fields.byDay, byNight: fields.byNight } : {}),
    ...('overflow' in fields ? { overflow: fields.overflow } : {}),
    ...('otherwise' in fields ? { otherwise: fields.otherwise } : {}),
  }).find(([field]) => field === name)?.[1]

function newPart(desk: Desk, kind: LinePartKind): LinePart {
  const queue = newStep('queue', desk)
  const steps = queue ? [queue] : []
  switch (kind) {
    case 'line':
      return {
        kind,
        fields: {
          ...{ name: '', digits: null, companyId: desk.companies[0]?.id ?? 1, greeting: '' },
          ...{ scheduleId: null, priority: 0, byDay: steps, byNight: steps },
        },
      }
    case 'queue':
      return {
        kind,
        fields: {
          ...{ name: '', strategy: 'longestIdle', waitSeconds: 120, isFirst: false },
          ...{ operators: null, overflow: [] },
        },
      }
    case 'menu':
      return { kind, fields: { name: '', text: '', keys: [{ key: '1', steps }], otherwise: steps } }
    case 'schedule': {
      const work = [{ from: 480, to: 1200 }]
      const week = [work, work, work, work, work, [], []]
      return { kind, fields: { name: '', week, usesCalendar: true, exceptions: [] } }
    }
  }
}
