import { describe, expect, test } from 'vitest'
import { sampleCall, sampleEntry, sampleTask } from '../../testing/samples.ts'
import { cardToOpen, draftsFor, myCalls, neighbour } from './console.ts'
import { onlyPlace } from './place/place.ts'
import { ruleLines } from './form/rule.ts'

describe('console', () => {
  test('my drafts come before those that lost their operator; others’ drafts are theirs', () => {
    const drafts = [
      sampleTask({ id: 1, ownerId: 2, isOrphan: true }),
      sampleTask({ id: 2, ownerId: 1, createdAt: '2026-11-22T10:05:00.000Z' }),
      sampleTask({ id: 3, ownerId: 1 }),
      sampleTask({ id: 4, ownerId: 2 }),
    ]
    expect(draftsFor(drafts, 1).map((task) => task.id)).toEqual([3, 2, 1])
  })
  test('my call is the one I talk in, or that rings at my phone', () => {
    const leg = {
      legId: 'l',
      role: 'operator' as const,
      operator: 'op-1',
      state: 'offered' as const,
      offeredAt: null,
      answeredAt: null,
      endedAt: null,
      cause: null,
    }
    const calls = [
      sampleCall({ id: 'a', state: 'talking', operator: 'op-2' }),
      sampleCall({ id: 'b', legs: [leg] }),
    ]
    expect(myCalls(calls, 'op-1')).toMatchObject({ talking: null, ringing: { id: 'b' } })
    expect(myCalls(calls, 'op-2').talking?.id).toBe('a')
    expect(myCalls(calls, null)).toEqual({ talking: null, ringing: null })
  })
  test('a card opens by itself, but never over something that is being written', () => {
    const task = sampleTask({ id: 5 })
    expect(cardToOpen(task, null, true)).toEqual({ open: 5, offer: null })
    expect(cardToOpen(task, 4, false)).toEqual({ open: 5, offer: null })
    expect(cardToOpen(task, 4, true)).toEqual({ open: null, offer: 5 })
    expect(cardToOpen(task, 5, true)).toEqual({ open: null, offer: null })
  })
  test('the neighbour of a card ends at the ends', () => {
    expect(neighbour([1, 2, 3], 2, 1)).toBe(3)
    expect(neighbour([1, 2, 3], 3, 1)).toBe(null)
    expect(neighbour([1, 2, 3], null, 1)).toBe(1)
    expect(neighbour([], null, -1)).toBe(null)
  })
  test('the terms of a rule, only those that it sets', () => {
    expect(ruleLines(sampleEntry()).map((line) => line.key)).toEqual([
      'console.ruleInform',
      'console.ruleLocalize',
      'console.ruleEliminate',
    ])
  })
  test('of several flats none is preselected, a single one is', () => {
    const place = (id: number) => ({
      houseId: id,
      apartmentId: id,
      address: '',
      companyId: null,
      entrance: null,
      floor: null,
      riserFlats: [],
      debt: null,
      owner: null,
      residents: [],
      houseNote: '',
      openTasks: [],
    })
    const card = (...ids: number[]) => ({
      call: sampleCall(),
      task: null,
      kind: 'resident' as const,
      worker: null,
      organisation: null,
      places: ids.map(place),
      lastCalls: [],
      shutdowns: [],
    })
    expect(onlyPlace(card(1, 2), sampleTask())).toBe(null)
    expect(onlyPlace(card(1), sampleTask())?.apartmentId).toBe(1)
    expect(onlyPlace(card(1, 2), sampleTask({ fields: { houseId: 2, apartmentId: 2 } }))?.apartmentId).toBe(2)
  })
})
