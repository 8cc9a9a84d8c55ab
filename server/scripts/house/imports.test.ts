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
  importsOf([{ path, text }, b], aliases).map(({ to, isLater }) => `${to}${isLater ? ' later' : ''}`)

describe('an import is found', () => {
  it.each([
    ['a value', `import { b } from '#contracts/b.ts'`],
    ['over lines', `import {\n  b,\n  type C,\n} from '#contracts/b.ts'`],
    ['a type', `import type { B } from '#contracts/b.ts'`],
    ['a type in place', `const x: import('#contracts/b.ts').B = 1`],
    ['for its effect', `import '#contracts/b.ts'`],
    ['handed on', `export { b } from '#contracts/b.ts'`],
    ['everything handed on', `export * from '#contracts/b.ts'`],
  ])('%s', (_, text) => {
    expect(found('server/a.ts', text)).toEqual(['server/contracts/b.ts'])
  })

  it('that waits, as one that waits', () => {
    const later = `const page = () => import('#contracts/b.ts')`
    expect(found('server/a.ts', later)).toEqual(['server/contracts/b.ts later'])
    expect(found('server/a.ts', `${later}\nimport type { B } from '#contracts/b.ts'`)).toEqual([
      'server/contracts/b.ts',
    ])
  })

  it('in both scripts of a Vue file, and not in its template', () => {
    const vue = (script: string) => `<script setup lang="ts">\n${script}\n</script>\n<template>x</template>`
    expect(found('client/src/A.vue', vue(`import { b } from '#contracts/b.ts'`))).toHaveLength(1)
    expect(found('client/src/A.vue', `<template>import '#contracts/b.ts'</template>`)).toEqual([])
  })

  it('not in comments and strings, not of packages, not of files that are not there', () => {
    expect(found('server/a.ts', `// import '#contracts/b.ts'\nconst s = "import '#contracts/b.ts'"`)).toEqual(
      [],
    )
    expect(found('server/a.ts', `import Koa from 'koa'\nimport './none.ts'`)).toEqual([])
  })
})
