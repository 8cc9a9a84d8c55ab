import { expect, it } from 'vitest'
import { filesByFolder, linesOf, quantile } from './sizes.ts'

it('lines are those of an editor', () => {
  expect([linesOf('a'), linesOf('a\n'), linesOf('a\nb\n'), linesOf('a\n\n')]).toEqual([1, 1, 2, 2])
})

it.each([
  { values: [3, 1, 2], share: 0.5, is: 2 },
  { values: [4, 1, 2, 3], share: 0.5, is: 2 },
  { values: Array.from({ length: 10 }, (_, index) => index + 1), share: 0.9, is: 9 },
  { values: [7], share: 0.9, is: 7 },
])('of $values at most $is are $share', ({ values, share, is }) => {
  expect(quantile(values, share)).toBe(is)
})

it('a folder is as wide as the files that lie in it, not below it', () => {
  expect(filesByFolder(['a/x.ts', 'a/b/x.ts', 'a/b/y.ts'])).toEqual([
    { folder: 'a/b', count: 2 },
    { folder: 'a', count: 1 },
  ])
})
