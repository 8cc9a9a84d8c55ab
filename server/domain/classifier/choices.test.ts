import { describe, expect, it } from 'vitest'
import { inOrderOfChoice, tellingStems, timesChosen } from './choices.ts'

const options = [
  { id: 1, name: 'Течь трубы' },
  { id: 2, name: 'Прорыв стояка' },
  { id: 3, name: 'Засор' },
]
const choices = [
  { word: 'труб', classifierId: 2, count: 5 },
  { word: 'прорва', classifierId: 2, count: 3 },
  { word: 'труб', classifierId: 1, count: 2 },
  { word: 'булька', classifierId: 3, count: 1 },
]
const order = (searched: string, found = options.slice(0, 2), counts = choices) =>
  inOrderOfChoice(found, options, ({ id }) => id, searched, counts).map(({ id }) => id)

describe('problems learn from what was chosen', () => {
  it.each([
    ['Прорвало трубу в подвале!', ['подва', 'прорва', 'труб']],
    ['с ё', []],
    ['течёт течет', ['тече']],
    ['26', []],
  ])('«%s» is counted as %j', (searched, stems) => expect(tellingStems(searched)).toEqual(stems))

  it('what was chosen more often for such words stands first, whatever their ending', () => {
    expect(order('трубы')).toEqual([2, 1])
    expect(order('прор')).toEqual([2, 1])
    expect(order('трубы', options.slice(0, 2), [])).toEqual([1, 2])
  })

  it('all words must fit, and once is no habit', () => {
    expect(timesChosen(2, tellingStems('прорвало трубу'), choices)).toBe(3)
    expect(timesChosen(2, tellingStems('прорвало крышу'), choices)).toBe(0)
    expect(order('булькает', [])).toEqual([])
  })

  it('what no dictionary knows is found by what people chose', () => {
    expect(order('булькает', [], [{ word: 'булька', classifierId: 3, count: 2 }])).toEqual([3])
  })

  it('of nothing typed leaves the order', () => expect(order('')).toEqual([1, 2]))
})
