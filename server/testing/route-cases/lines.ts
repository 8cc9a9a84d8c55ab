import { z } from 'zod'
import type { MenuFields } from '#contracts/line.ts'
import type { lineRoutes } from '#contracts/routes/lines.ts'
import type { Browser } from '../edge/edge.ts'
import type { Case } from './case.ts'

const menu: z.infer<typeof MenuFields> = { name: 'Меню', text: 'Лифты: один.', keys: [], otherwise: [] }
const part = { kind: 'menu', fields: menu }
const gone = { kind: 'menu', id: '987654' }
const wrong = { kind: 'menu', id: 'x' }
const Made = z.object({ id: z.number() })

export function lineCases(): Record<keyof typeof lineRoutes, Case> {
  const made = async (admin: Browser): Promise<{ kind: string; id: string }> => {
    const answer = await admin.send('PUT', '/api/lines/0', { body: { version: 0, part } })
    return { kind: 'menu', id: String(Made.parse(await answer.json()).id) }
  }
  return {
    listLines: { done: async () => ({}) },
    saveLinePart: {
      bad: { params: { id: '0' }, body: { version: 0, part: { kind: 'menu', fields: {} } } },
      gone: { params: { id: gone.id }, body: { version: 1, part } },
      done: async () => ({ params: { id: '0' }, body: { version: 0, part } }),
    },
    removeLinePart: {
      bad: { params: wrong, body: { version: 1 } },
      gone: { params: gone, body: { version: 1 } },
      done: async (admin) => ({ params: await made(admin), body: { version: 1 } }),
    },
    linePartHistory: {
      bad: { params: wrong },
      gone: { params: gone },
      done: async (admin) => ({ params: await made(admin) }),
    },
    whereWouldItGo: { bad: { query: '?number=112&at=вчера' }, done: async () => ({ query: '?number=112' }) },
    getNightMode: { done: async () => ({}) },
    setNightMode: {
      bad: { body: { endsAt: 'вечером' } },
      done: async () => ({ body: { endsAt: null } }),
    },
  }
}
