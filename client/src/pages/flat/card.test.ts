import { expect, test } from 'vitest'
import { sampleCardLine } from '../../testing/sample-house.ts'
import { linesInOrder } from './card.ts'

test('who left stands under who lives here, the latest first', () => {
  const lines = [
    sampleCardLine({ id: 1, livesTo: '2020-01-31' }),
    sampleCardLine({ id: 2 }),
    sampleCardLine({ id: 3, livesTo: '2024-05-01' }),
    sampleCardLine({ id: 4 }),
  ]
  expect(linesInOrder(lines).map((line) => line.id)).toEqual([2, 4, 3, 1])
})
