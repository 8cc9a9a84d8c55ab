import type { RouteResponse } from '#contracts/http.ts'
import { LinePart, type LinePartKind, type LineStep } from '#contracts/line.ts'

export type Desk = RouteResponse<'listLines'>

export const kinds = ['line', 'queue', 'menu', 'schedule'] as const satisfies readonly LinePartKind[]
export const listOf = { line: 'lines', queue: 'queues', menu: 'menus', schedule: 'schedules' } as const
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

/** What is to be edited: of a new one, all of it empty. */
export function partOf(desk: Desk, kind: LinePartKind, id: number): LinePart | null {
  if (id === 0) return newPart(desk, kind)
  const fields = desk[listOf[kind]].find((part) => part.id === id)
  // without what is kept beside the fields
  return fields ? LinePart.parse({ kind, fields }) : null
}

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
