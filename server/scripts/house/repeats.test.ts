import { expect, it } from 'vitest'
import { repeatsOf } from './repeats.ts'

const repeats = (texts: Record<string, string>, least = 3) =>
  repeatsOf(
    Object.entries(texts).map(([path, text]) => ({ path, text })),
    least,
  ).map(({ lines, at: [one, other] }) => `${lines}: ${one.path}:${one.line} ${other.path}:${other.line}`)

it('a run of the least length is told, with the line where it begins in each file', () => {
  expect(repeats({ a: '0\n1\n2\n3\n4', b: 'x\ny\n1\n2\n3\nz' })).toEqual(['3: a:2 b:3'])
})

it('a shorter one is not', () => {
  expect(repeats({ a: '1\n2\nx', b: '1\n2\ny' })).toEqual([])
})

it('a longer one is one run', () => {
  expect(repeats({ a: '1\n2\n3\n4\n5', b: '1\n2\n3\n4\n5\n6' })).toEqual(['5: a:1 b:1'])
})

it('indentation and blank lines make no difference, a changed letter does', () => {
  expect(repeats({ a: '1\n2\n3', b: '  1\n\n\t2\n   3' })).toEqual(['3: a:1 b:1'])
  expect(repeats({ a: 'one\ntwo\nthree', b: 'one\ntwo\nThree' })).toEqual([])
})

it('imports neither count nor part a run', () => {
  const imports = `import a from 'a'\nimport type {\n  B,\n} from "b"\nimport 'c'\n`
  expect(repeats({ a: imports, b: imports })).toEqual([])
  expect(repeats({ a: `1\n2\n${imports}3`, b: '1\n2\n3' })).toEqual(['3: a:1 b:1'])
  expect(repeats({ a: `const x = await import('a')\n1\n2`, b: `const x = await import('a')\n1\n2` })).toEqual(
    ['3: a:1 b:1'],
  )
})

it('within one file nothing is told', () => {
  expect(repeats({ a: '1\n2\n3\n1\n2\n3' })).toEqual([])
})

it('two runs of one pair are two, the longest first; three files are three pairs', () => {
  expect(repeats({ a: '1\n2\n3\nx\n4\n5\n6\n7', b: '1\n2\n3\ny\n4\n5\n6\n7' })).toEqual([
    '4: a:5 b:5',
    '3: a:1 b:1',
  ])
  expect(repeats({ a: '1\n2\n3', b: '1\n2\n3', c: '1\n2\n3' })).toHaveLength(3)
})
