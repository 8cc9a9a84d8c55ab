import { randomUUID } from 'node:crypto'
import type { shutdownRoutes } from '#contracts/routes/shutdowns.ts'
import { Shutdown } from '#contracts/shutdown.ts'
import { Task } from '#contracts/task.ts'
import { addHouse } from '../samples/houses.ts'
import type { Browser, TestEdge } from '../edge/edge.ts'
import { burstIn } from '../samples/shutdowns.ts'
import type { Exemplified } from './examples.ts'
import type { Case, Sent } from './case.ts'

const gone = { id: '987654' }
const wrong = { id: 'x' }
const some = { id: '1' }

export function shutdownCases(
  edge: () => TestEdge,
): Record<Exclude<keyof typeof shutdownRoutes, Exemplified>, Case> {
  let houses = 0
  const fields = async (changes: Parameters<typeof burstIn>[1] = {}) => {
    houses += 1
    const number = String(houses)
    const houseId = await addHouse(edge().deps.store, { street: 'Отключений', number })
    return burstIn([houseId], changes)
  }
  const shutdown = async (admin: Browser, changes: Parameters<typeof burstIn>[1] = {}): Promise<Shutdown> => {
    const body = { key: randomUUID(), fields: await fields(changes), suggestionId: null, taskIds: [] }
    return Shutdown.parse(await (await admin.send('POST', '/api/shutdowns', { body })).json())
  }
  const draft = async (admin: Browser, applicantPhone = ''): Promise<Task> => {
    const body = { place: 'Двор', text: 'Нет воды', applicantPhone }
    return Task.parse(await (await admin.send('POST', '/api/tasks', { body })).json())
  }
  /** Of a fresh shutdown, in its version. */
  const of = async (admin: Browser, body: object, changes?: Parameters<typeof burstIn>[1]): Promise<Sent> => {
    const { id, version } = await shutdown(admin, changes)
    return { params: { id: String(id) }, body: { version, ...body } }
  }
  const reason = 'Создано по ошибке'
  const end = { endedAt: '2026-11-22T09:55:00.000Z', note: '', askCallers: false, closeTasks: false }

  return {
    listShutdowns: { bad: { query: '?status=lost' }, done: async () => ({ query: '?limit=5&service=gas' }) },
    getShutdown: {
      bad: { params: wrong },
      gone: { params: gone },
      done: async (admin) => ({ params: { id: String((await shutdown(admin)).id) } }),
    },
    previewShutdown: {
      bad: { body: { kind: 'emergency', houses: [] } },
      done: async () => ({ body: await fields() }),
    },
    createShutdown: {
      bad: { body: { key: 'x', taskIds: ['y'] } },
      done: async () => ({
        body: { key: randomUUID(), fields: await fields(), suggestionId: null, taskIds: [] },
      }),
    },
    changeShutdown: {
      bad: { params: some, body: { version: 'x', fields: { services: [] } } },
      gone: { params: gone, body: { version: 1, fields: {} } },
      done: (admin) => of(admin, { fields: { text: 'Подвоз воды' } }),
    },
    moveTerm: {
      bad: { params: some, body: { version: 1, plannedEnd: 'завтра', reason: '' } },
      gone: { params: gone, body: { version: 1, plannedEnd: null, reason: '' } },
      done: (admin) => of(admin, { plannedEnd: '2030-11-23T10:00:00.000Z', reason: 'Сварка' }),
    },
    startShutdown: {
      bad: { params: some, body: {} },
      gone: { params: gone, body: { version: 1 } },
      done: (admin) => of(admin, {}, { kind: 'planned', startsAt: '2030-11-23T10:00:00.000Z' }),
    },
    endShutdown: {
      bad: { params: some, body: { version: 1, endedAt: 'вчера' } },
      gone: { params: gone, body: { version: 1, ...end } },
      done: (admin) => of(admin, end),
    },
    cancelShutdown: {
      bad: { params: some, body: { version: 1, reason: ' ' } },
      gone: { params: gone, body: { version: 1, reason } },
      done: (admin) => of(admin, { reason }),
    },
    reopenShutdown: {
      bad: { params: some, body: { version: 1, reason: ' ' } },
      gone: { params: gone, body: { version: 1, reason } },
      done: async (admin) => {
        const { params, body } = await of(admin, { reason })
        const path = `/api/shutdowns/${params?.['id']}/cancel`
        const cancelled = Shutdown.parse(await (await admin.send('POST', path, { body })).json())
        return { ...(params && { params }), body: { version: cancelled.version, reason } }
      },
    },
    joinShutdown: {
      bad: { params: some, body: { shutdownId: 0 } },
      gone: { params: gone, body: { shutdownId: 1, wantsNotice: false } },
      done: async (admin) => ({
        params: { id: String((await draft(admin)).id) },
        body: { shutdownId: (await shutdown(admin)).id, wantsNotice: true },
      }),
    },
    answerSurvey: {
      bad: { params: some, body: { answer: 'maybe' } },
      gone: { params: gone, body: { answer: 'yes' } },
      done: async (admin) => {
        const { id: shutdownId } = await shutdown(admin)
        const { id } = await draft(admin)
        const body = { shutdownId, wantsNotice: false }
        await admin.send('POST', `/api/tasks/${id}/join-shutdown`, { body })
        const [caller] = await edge().deps.store.repositories.shutdownCallers.ofShutdown(shutdownId)
        return { params: { id: String(caller?.id) }, body: { answer: 'yes' } }
      },
    },
    noticeTold: {
      bad: { params: wrong },
      gone: { params: gone },
      done: async (admin) => {
        const { id: shutdownId, version } = await shutdown(admin)
        const { id } = await draft(admin, '+79220000077')
        const joined = { shutdownId, wantsNotice: true }
        await admin.send('POST', `/api/tasks/${id}/join-shutdown`, { body: joined })
        const body = { version, plannedEnd: '2030-11-23T10:00:00.000Z', reason: 'Сварка' }
        await admin.send('POST', `/api/shutdowns/${shutdownId}/term`, { body })
        await edge().database.knex('notices').where({ shutdown_id: shutdownId }).update({ channel: 'person' })
        const [caller] = await edge().deps.store.repositories.shutdownCallers.ofShutdown(shutdownId)
        return { params: { id: String(caller?.id) } }
      },
    },
    listSuggestions: { done: async () => ({}) },
    dismissSuggestion: {
      bad: { params: wrong },
      gone: { params: gone },
      done: async () => {
        const at = edge().deps.now().toISOString()
        const { id } = await edge().deps.store.repositories.suggestions.add({
          scope: 'street',
          scopeId: null,
          scopeName: 'ул. Отключений',
          service: null,
          houseIds: [],
          taskIds: [],
          firstAt: at,
          lastAt: at,
        })
        return { params: { id: String(id) } }
      },
    },
  }
}
