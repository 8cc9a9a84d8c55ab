import type { consentRoutes } from '#contracts/routes/consents.ts'
import type { TestEdge } from '../edge/edge.ts'
import type { Case } from './case.ts'

const number = '+79220000055'
const some = { id: '1' }

export function consentCases(edge: () => TestEdge): Record<keyof typeof consentRoutes, Case> {
  return {
    listConsents: {
      bad: { query: '?only=lost' },
      done: async () => ({ query: '?limit=5&only=valid&search=922' }),
    },
    exportConsents: { bad: { query: '?only=lost' }, done: async () => ({ query: '?only=refusal' }) },
    consentsOfNumber: {
      bad: { query: '?number=1' },
      done: async () => ({ query: '?number=%2B79220000055' }),
    },
    addPaperConsent: {
      bad: { body: { number, purpose: 'shutdown', givenOn: 'вчера', paper: '', until: null } },
      done: async () => ({
        body: { number, purpose: 'shutdown', givenOn: '2026-11-01', paper: '12/26', until: null },
      }),
    },
    refuseContact: {
      bad: { body: { number, refused: [], how: 'key', note: '', callId: null } },
      done: async () => ({ body: { number, refused: ['calls'], how: 'operator', note: '', callId: null } }),
    },
    neverCall: {
      bad: { body: { number, reason: ' ' } },
      done: async () => ({ body: { number, reason: 'Прокуратура' } }),
    },
    liftNeverCall: {
      bad: { params: some, body: { reason: '' } },
      gone: { params: { id: '987654' }, body: { reason: 'Ошибка' } },
      done: async (admin) => {
        await admin.send('POST', '/api/never-called', { body: { number: '+79220000056', reason: 'Просил' } })
        const row = await edge().database.knex('never_called').where({ digits: '79220000056' }).first('id')
        return { params: { id: String(row.id) }, body: { reason: 'Ошибка' } }
      },
    },
  }
}
