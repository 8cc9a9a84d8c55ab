import { expect, it } from 'vitest'
import { classifierName, problemOf } from './classifier-name.ts'

it.each([
  [['Квартира', 'Отопление', 'Нет отопления'], 'Квартира · Отопление · Нет отопления', 'Отопление, Квартира'],
  [['', 'Лифт', 'Застряли люди'], 'Лифт · Застряли люди', 'Лифт'],
  [['', '', 'Прочее'], 'Прочее', ''],
])('%j is named and read back', ([place = '', category = '', problem = ''], name, path) => {
  expect(classifierName({ place, category, problem })).toBe(name)
  expect(problemOf(name)).toEqual({ problem, path })
})

it('a task outside the classifier has no problem of it', () => {
  expect(problemOf(null)).toEqual({ problem: '', path: '' })
})
