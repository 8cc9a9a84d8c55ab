import { describe, expect, it } from 'vitest'
import { dialledLine, type KnownLine } from './dialled-line.ts'

const line = (name: string, digits: string | null, companyId: number): KnownLine => ({
  name,
  digits,
  companyId,
})
const lifts = line('Лифты', '73452001122', 2)
const all = [line('Северная', '73452000001', 1), lifts, line('Прочие', null, 1)]
const unsaid = { companyId: null, otherwise: null }

describe('the line that was dialled', () => {
  it.each(['+73452001122', '83452001122', '3452001122', '001122'])('dialled as %s is the same', (to) => {
    expect(dialledLine(all, to)).toEqual({ name: 'Лифты', companyId: 2, otherwise: null })
  })
  it('of any other number says whose it is when nothing else does', () => {
    expect(dialledLine(all, '+73452999999')).toEqual({ name: 'Прочие', companyId: null, otherwise: 1 })
  })
  it('alone has no name for anybody', () => {
    expect(dialledLine([lifts], '+73452001122')).toEqual({ name: null, ...unsaid })
    expect(dialledLine([], '100')).toEqual({ name: null, ...unsaid })
  })
  it('says nothing of companies where all lines are one’s', () => {
    const ours = [line('Общая', '73452000001', 1), line('Лифты', '73452001122', 1)]
    expect(dialledLine(ours, '+73452001122')).toEqual({ name: 'Лифты', ...unsaid })
  })
  it('is not guessed from an end that two numbers have', () => {
    const twins = [line('А', '73452001122', 1), line('Б', '73462001122', 2)]
    expect(dialledLine(twins, '001122')).toEqual({ name: null, ...unsaid })
  })
})
