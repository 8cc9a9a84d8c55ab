import { expect, it } from 'vitest'
import { circlesOf } from './circles.ts'
import type { Import } from './imports.ts'

/** `a>b b>a`; `a~b` is an import that runs later. */
const graph = (text: string): Import[] =>
  text.split(' ').map((edge) => {
    const [from = '', to = ''] = edge.split(/[>~]/)
    return { from, to, kind: edge.includes('~') ? 'later' : 'type' }
  })
const rounds = (text: string) => circlesOf(graph(text)).map(({ round }) => round.join(' '))

it('a tree has none', () => {
  expect(rounds('a>b a>c b>d c>d')).toEqual([])
})

it('two files that import each other are one', () => {
  expect(rounds('x>a a>b b>a b>y')).toEqual(['a b'])
})

it('is named by its shortest way round, with all files that hang in it', () => {
  const [circle, ...others] = circlesOf(graph('a>b b>c c>d d>a c>b'))
  expect(circle).toEqual({ files: ['a', 'b', 'c', 'd'], round: ['b', 'c'] })
  expect(others).toEqual([])
})

it('two apart are two, the larger first', () => {
  expect(rounds('a>b b>a b>x x>y y>z z>x')).toEqual(['x y z', 'a b'])
})

it('an import that runs later closes none', () => {
  expect(rounds('router~page page>router')).toEqual([])
})
