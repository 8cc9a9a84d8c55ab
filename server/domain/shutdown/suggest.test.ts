import { describe, expect, it } from 'vitest'
import type { Service } from '#contracts/shutdown.ts'
import { suggest, type Case, type SuggestFacts, type Supply } from './suggest.ts'

const heatPoint = (service: Service): Supply => ({ service, pointId: 5, kind: 'heatPoint', name: 'ЦТП-5' })
const facts: SuggestFacts = {
  suppliedHouses: (point) => (point === 5 ? [1, 2, 3, 4] : []),
  streetHouses: () => ['1', '10', '2', '5/2', '3'].map((number, index) => ({ id: index + 1, number })),
}
let cases = 0
/** A call from a house; its own caller unless told. */
function call(
  house: number,
  over: Partial<Case> & { number?: string; supplies?: Supply[]; street?: number } = {},
): Case {
  const taskId = ++cases
  const { number = '1', supplies = [], street = 1, ...rest } = over
  return {
    taskId,
    caller: `7922000${taskId}`,
    at: `2026-11-22T10:00:${String(taskId % 60).padStart(2, '0')}.000Z`,
    service: 'hotWater',
    entrance: null,
    riser: null,
    house: {
      id: house,
      address: `дом ${house}`,
      number,
      streetId: street,
      street: `улица ${street}`,
      supplies,
    },
    ...rest,
  }
}
const scopes = (all: Case[]): string[] =>
  suggest(all, facts).map(({ scope, scopeName }) => `${scope} ${scopeName}`)

describe('suggest', () => {
  it('takes three callers of one riser for the riser', () => {
    const flat = { entrance: 2, riser: 3 }
    expect(scopes([call(1, flat), call(1, flat), call(1, flat)])).toEqual(['riser дом 1, подъезд 2, стояк 3'])
  })

  it('takes callers of different risers for the house', () => {
    expect(scopes([call(1, { entrance: 1, riser: 1 }), call(1, { entrance: 2, riser: 1 }), call(1)])).toEqual(
      ['house дом 1'],
    )
  })

  it('takes houses of one heating point for the point, with all of its houses chosen', () => {
    const supplies = [heatPoint('hotWater')]
    const [found] = suggest(
      [1, 2, 3].map((house) => call(house, { supplies, street: house })),
      facts,
    )
    expect(found).toMatchObject({ scope: 'heatPoint', scopeName: 'ЦТП-5', service: 'hotWater' })
    expect(found?.houseIds).toEqual([1, 2, 3, 4])
    expect(found?.taskIds).toHaveLength(3)
  })

  it('prefers the point to the street when both explain the same calls', () => {
    const supplies = [heatPoint('hotWater')]
    expect(scopes([1, 2, 3].map((house) => call(house, { supplies })))).toEqual(['heatPoint ЦТП-5'])
  })

  it('does not take a point that feeds another service', () => {
    const supplies = [heatPoint('heating')]
    expect(scopes([1, 2, 3].map((house) => call(house, { supplies, street: house })))).toEqual([])
  })

  it('takes houses of a street for the stretch between the first and the last', () => {
    const along = [call(1, { number: '1' }), call(5, { number: '3' }), call(4, { number: '5/2' })]
    const [found] = suggest(along, facts)
    // 1, 2, 3, 5/2 and not 10
    expect(found).toMatchObject({ scope: 'street', houseIds: [1, 3, 5, 4] })
  })

  it('counts one caller once', () => {
    const caller = '79220000001'
    expect(scopes([call(1, { caller }), call(1, { caller }), call(1, { caller }), call(1)])).toEqual([])
  })

  it('lets two services be two shutdowns', () => {
    const power = { service: 'power' } as const
    const both = [call(1), call(1), call(1), call(2, power), call(2, power), call(2, power)]
    expect(suggest(both, facts).map(({ service, scopeId }) => [service, scopeId])).toEqual([
      ['hotWater', 1],
      ['power', 2],
    ])
  })

  it('counts who has not said yet what is wrong, and asks when nobody has', () => {
    const unknown = { service: null }
    expect(suggest([call(1), call(1, unknown), call(1, unknown)], facts)[0]?.service).toBe('hotWater')
    expect(
      suggest(
        [1, 2, 3].map(() => call(1, unknown)),
        facts,
      )[0]?.service,
    ).toBe(null)
  })

  it('keeps the wider place when it explains more', () => {
    const flat = { entrance: 2, riser: 3, supplies: [heatPoint('hotWater')] }
    expect(scopes([call(1, flat), call(1, flat), call(1, flat), call(2, flat)])).toEqual(['heatPoint ЦТП-5'])
  })

  it('takes a street, a heating point and a feeder that share most of their calls for one wave', () => {
    const feeder: Supply = { service: 'hotWater', pointId: 6, kind: 'feeder', name: 'РП-6' }
    const point = heatPoint('hotWater')
    const wave = [
      call(1, { supplies: [point, feeder] }),
      call(2, { supplies: [point, feeder] }),
      call(3, { supplies: [point, feeder], street: 2 }),
      call(4, { supplies: [point], street: 1 }),
      call(5, { supplies: [feeder], street: 1 }),
    ]
    expect(scopes(wave)).toHaveLength(1)
  })

  it('says nothing of two, and nothing of three that have nothing in common', () => {
    expect(scopes([call(1), call(1)])).toEqual([])
    expect(scopes([1, 2, 3].map((house) => call(house, { street: house })))).toEqual([])
  })
})
