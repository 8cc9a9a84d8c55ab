import { Import } from '#contracts/import.ts'
import type { importRoutes } from '#contracts/routes/imports.ts'
import type { Browser, TestEdge } from '../edge/edge.ts'
import type { Case } from './case.ts'

const wrong = { params: { id: 'x' } }
const gone = { params: { id: '987654' } }

export function importCases(edge: () => TestEdge): Record<keyof typeof importRoutes, Case> {
  const imported = async (admin: Browser): Promise<number> => {
    const headers = { 'content-type': 'application/octet-stream' }
    const answer = await admin.send('POST', '/api/imports?name=a.csv', { body: 'Улица;Дом;Кв;ФИО', headers })
    return Import.parse(await answer.json()).id
  }
  return {
    listImports: { done: async () => ({}) },
    getImport: {
      bad: wrong,
      gone,
      done: async (admin) => ({ params: { id: String(await imported(admin)) } }),
    },
    applyImport: {
      bad: wrong,
      gone,
      done: async (admin) => {
        const id = await imported(admin)
        const counts = { read: 0, good: 0, faulty: 0, added: 0, changed: 0, same: 0, done: 0 }
        // as its job leaves it
        await edge().deps.store.repositories.imports.ready(id, {
          counts,
          columns: [],
          sample: [],
          faults: [],
        })
        return { params: { id: String(id) } }
      },
    },
  }
}
