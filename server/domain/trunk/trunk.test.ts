import { describe, expect, it } from 'vitest'
import type { Trunk, TrunkFields } from '#contracts/trunk.ts'
import { numberOut } from './number-out.ts'
import { emptyTrunk, presets } from './presets.ts'
import { downOf, trunksLive } from './trunk-live.ts'
import { faultOfTrunk } from './check-trunk.ts'

const fields = (more: Partial<TrunkFields>): TrunkFields => ({ ...emptyTrunk, areaCode: '3452', ...more })

describe('numbers out', () => {
  it.each<[TrunkFields['numbersOut'], Record<string, string>]>([
    ['dialled', { '89221234567': '89221234567', '+79221234567': '+79221234567', '452000': '452000' }],
    [
      'e164',
      {
        '89221234567': '+79221234567',
        '79221234567': '+79221234567',
        '452000': '+73452452000',
        '112': '112',
      },
    ],
    ['digits', { '+79221234567': '79221234567', '81068212345': '81068212345' }],
    ['national', { '+79221234567': '89221234567', '+14155550100': '+14155550100' }],
    ['short', { '+73452452000': '452000', '452000': '452000', '+79221234567': '89221234567', '104': '104' }],
  ])('as %s', (numbersOut, table) => {
    for (const [dialled, out] of Object.entries(table))
      expect(numberOut(dialled, fields({ numbersOut })), dialled).toBe(out)
  })
})

it('presets make trunks that lack nothing but the papers of the provider', () => {
  for (const preset of Object.values(presets))
    expect(faultOfTrunk(fields({ ...preset, host: 'sip.example.ru', username: 'u' }), true)).toBeNull()
})

describe('the live state of trunks', () => {
  const trunk = (id: number, more: Partial<TrunkFields> = {}): Trunk => ({
    id,
    origin: id === 1 ? 'environment' : 'own',
    version: 1,
    hasSecret: false,
    fields: fields({ name: `trunk ${id}`, callLimit: 5, ...more }),
  })
  const at = '2026-11-28T09:03:00.000Z'
  const seen = (
    endpoint: string,
    contact: 'reachable' | 'unreachable' | 'unknown',
    registration: 'registered' | 'refused' | 'trying' | null = null,
  ) => ({ endpoint, contact, registration, since: at, calls: 2 })

  it('is of those that are on, in their order, and says why one is down', () => {
    const all = [trunk(3), trunk(1), trunk(2, { registers: true }), trunk(4, { isOn: false }), trunk(5)]
    const live = trunksLive(all, [
      seen('trunk', 'unknown'),
      seen('trunk-2', 'reachable', 'refused'),
      seen('trunk-3', 'unreachable'),
      seen('trunk-4', 'reachable'),
    ])
    expect(live.map(({ id, state, reason }) => [id, state, reason])).toEqual([
      [3, 'down', 'unreachable'],
      [1, 'unknown', null],
      [2, 'down', 'notRegistered'],
    ])
    expect(live[0]).toMatchObject({ name: 'trunk 3', calls: 2, limit: 5, since: at })
    expect(downOf(live).map(({ id }) => id)).toEqual([3, 2])
    expect(downOf(undefined)).toEqual([])
  })

  it('is up by an answer or by a registration', () => {
    const all = [trunk(2), trunk(3, { registers: true, isProbed: false })]
    const live = trunksLive(all, [seen('trunk-2', 'reachable'), seen('trunk-3', 'unreachable', 'registered')])
    expect(live.map(({ state, isRegistered }) => [state, isRegistered])).toEqual([
      ['up', false],
      ['up', true],
    ])
  })
})
