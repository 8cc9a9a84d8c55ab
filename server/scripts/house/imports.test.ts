import { describe, expect, it } from 'vitest'
import { importsOf, resolve } from './imports.ts'

const aliases = { '#contracts/*': './server/contracts/*', '#client/*': './client/src/*' }

describe('an import leads', () => {
  it.each([
    ['server/app/a.ts', './b.ts', 'server/app/b.ts'],
    ['server/app/a.ts', '../domain/b.ts', 'server/domain/b.ts'],
    ['sip/a.ts', '#contracts/call/b.ts', 'server/contracts/call/b.ts'],
    ['server/a.ts', '#client/ui/X.vue', 'client/src/ui/X.vue'],
    ['client/src/a.ts', './b.ts?worker', 'client/src/b.ts'],
    ['server/a.ts', 'koa', null],
    ['server/a.ts', 'node:path', null],
  ])('from %s by %s to %s', (from, specifier, to) => {
    expect(resolve(from, specifier, aliases)).toBe(to)
  })
})

const b = { path: 'server/contracts/b.ts', text: '' }
const found = (path: string, text: string) =>
  importsOf([{ path, text }, b], aliases).map(({ to, kind }) => `${kind} ${to}`)
const value = 'value server/contracts/b.ts'
const type = 'type server/contracts/b.ts'
const later = 'later server/contracts/b.ts'

describe('an import is found', () => {
  it.each([
    ['a value', `import { b } from '#contracts/b.ts'`, value],
    ['over lines', `import {\n  b,\n  type C,\n} from '#contracts/b.ts'`, value],
    ['a type', `import type { B } from '#contracts/b.ts'`, type],
    ['a type over lines', `import type {\n  importB,\n} from '#contracts/b.ts'`, type],
    ['for its effect', `import '#contracts/b.ts'`, value],
    ['handed on', `export { b } from '#contracts/b.ts'`, value],
    ['a type handed on', `export type { B } from '#contracts/b.ts'`, type],
    ['everything handed on', `export * from '#contracts/b.ts'`, value],
    ['that runs later', `const page = () => import('#contracts/b.ts')`, later],
    ['that runs later, over lines', `await import(\n  '#contracts/b.ts'\n)`, later],
  ])('%s', (_, text, as) => {
    expect(found('server/a.ts', text)).toEqual([as])
  })

  it('of each kind, where one file has several of another', () => {
    const both = `import type { B } from '#contracts/b.ts'\nimport { b } from '#contracts/b.ts'`
    expect(found('server/a.ts', both)).toEqual([type, value])
  })

  it('in both scripts of a Vue file, and not in its template', () => {
    const script = `<script setup lang="ts">\nimport { b } from '#contracts/b.ts'\n</script>`
    expect(found('client/src/A.vue', `${script}\n<template>import '#contracts/b.ts'</template>`)).toEqual([
      value,
    ])
  })

  it('not in comments and strings, not of packages, not of files that are not there', () => {
    const quoted = `// import '#contracts/b.ts'\nconst s = "import '#contracts/b.ts'"`
    expect(found('server/a.ts', quoted)).toEqual([])
    expect(found('server/a.ts', `import Koa from 'koa'\nimport './none.ts'`)).toEqual([])
  })
})
