import { describe, expect, test } from 'vitest'
import { sampleShutdown as shutdown } from '../../../testing/sample-shutdown.ts'
import { archiveQuery, listRows, readListFilter, writeListFilter, type ListFilter } from './list.ts'

const live: ListFilter = { status: 'live', service: null, companyId: null, search: '' }
const ids = (rows: { id: number }[]): number[] => rows.map(({ id }) => id)

describe('the list of shutdowns', () => {
  test('stands in the address and is read from it, whatever the address says', () => {
    const filter: ListFilter = { status: 'restored', service: 'power', companyId: 2, search: 'ЦТП' }
    expect(readListFilter(writeListFilter(filter))).toEqual(filter)
    expect(writeListFilter(live)).toEqual({})
    expect(readListFilter({ status: 'burnt', service: 'steam', search: ['a', 'b'] })).toEqual(live)
  })

  test('live: what lasts before what is to come, emergencies first, ended ones not at all', () => {
    const rows = [
      shutdown({ id: 1, status: 'planned', kind: 'planned', startsAt: '2026-11-23T08:00:00.000Z' }),
      shutdown({ id: 2, kind: 'planned', startsAt: '2026-11-22T08:00:00.000Z' }),
      shutdown({ id: 3, startsAt: '2026-11-22T09:00:00.000Z' }),
      shutdown({ id: 4, status: 'restored', endedAt: '2026-11-22T09:00:00.000Z' }),
    ]
    expect(ids(listRows([], rows, live))).toEqual([3, 2, 1])
  })

  test('a newer version of the journal replaces the archive’s; what the server found stays found', () => {
    const filter: ListFilter = { ...live, status: 'all', search: 'мира' }
    const page = [shutdown({ id: 1, version: 1, places: 'ул. Мира, 1' })]
    const known = [
      shutdown({ id: 1, version: 2, callerCount: 7, places: 'переулок' }),
      shutdown({ id: 2, places: 'ул. Ленина, 2' }),
      shutdown({ id: 3, places: 'ул. Мира, 3', startsAt: '2026-11-23T10:00:00.000Z' }),
    ]
    const rows = listRows(page, known, filter)
    expect(ids(rows)).toEqual([3, 1])
    expect(rows[1]?.callerCount).toBe(7)
  })

  test('by service', () => {
    const rows = [shutdown({ id: 1 }), shutdown({ id: 2, services: ['power', 'lift'] })]
    expect(ids(listRows([], rows, { ...live, service: 'lift' }))).toEqual([2])
  })

  test('by company: one of its houses is enough', () => {
    const rows = [shutdown({ id: 1, companyIds: [1] }), shutdown({ id: 2, companyIds: [1, 2] })]
    expect(ids(listRows([], rows, { ...live, companyId: 2 }))).toEqual([2])
    expect(archiveQuery({ ...live, status: 'all', companyId: 2 })).toEqual({ companyId: 2, limit: 50 })
  })

  test('live ones need no question to the server', () => {
    expect(archiveQuery(live)).toBeNull()
    expect(archiveQuery({ ...live, status: 'all', service: 'gas', search: ' 17 ' })).toEqual({
      service: 'gas',
      search: '17',
      limit: 50,
    })
  })
})
