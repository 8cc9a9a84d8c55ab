import { describe, expect, test } from 'vitest'
import { sampleSignedIn } from '../../testing/samples.ts'
import { safeNext } from '../../pages/sign-in/safe-next.ts'
import { firstPage, pagesOf, whereTo } from './access.ts'

const to = (path: string, access: Parameters<typeof whereTo>[0]['access']) => ({
  path,
  fullPath: path,
  access,
})

describe('access', () => {
  test.each([
    ['operator', '/console'],
    ['dispatcher', '/board'],
    ['supervisor', '/log'],
    ['admin', '/board'],
    ['viewer', '/wall'],
  ] as const)('the first page of %s is %s', (role, page) =>
    expect(firstPage(sampleSignedIn(role))).toBe(page),
  )
  test('the navigation shows what may be seen', () => {
    expect(pagesOf(sampleSignedIn('viewer').permissions).map((page) => page.path)).toEqual([
      '/board',
      '/shutdowns',
      '/wall',
    ])
    // without a telephone no page of the telephone; the draft of a task opens in it all the same
    expect(pagesOf(sampleSignedIn('supervisor').permissions).map((page) => page.path)).toEqual([
      '/board',
      '/missed',
      '/shutdowns',
      '/wall',
      '/log',
      '/directory',
      '/rules',
      '/consents',
      '/import',
      '/companies',
      '/settings',
    ])
  })
  test('whoever is not signed in goes to the sign-in page and comes back', () => {
    expect(whereTo(to('/board?task=1', 'board.see'), null)).toEqual({
      path: '/sign-in',
      query: { next: '/board?task=1' },
    })
    expect(whereTo(to('/sign-in', 'public'), null)).toBe(true)
  })
  test('a page that is not allowed leads to the own first page', () => {
    expect(whereTo(to('/settings', 'settings.see'), sampleSignedIn('operator'))).toEqual({ path: '/console' })
    expect(whereTo(to('/', 'any'), sampleSignedIn('dispatcher'))).toEqual({ path: '/board' })
    expect(whereTo(to('/board', 'board.see'), sampleSignedIn('viewer'))).toBe(true)
  })
  test.each([
    ['/board?task=1', '/board?task=1'],
    ['//evil.example', null],
    ['/\\evil.example', null],
    ['https://evil.example', null],
    [undefined, null],
  ])('after sign-in %s leads to %s', (next, path) => expect(safeNext(next)).toBe(path))
})
