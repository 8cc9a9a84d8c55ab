import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { isTest, readSources } from '../house/sources.ts'

/** By what a test starts a program: Node's own module, or one of our helpers. */
const starts =
  /'node:child_process'|\bstart(?:Product|Redis|Memcached|Nginx|TestAsterisk)\(|from '\.\/nginx-child\.ts'/

// in two pieces: vitest would take the whole for a tag of this file
const tag = `// @module${'-tag programs'}\n`

it('tests that start programs say so by their tag: npm run test:fast leaves them out', async () => {
  const sources = await readSources(fileURLToPath(new URL('../../../', import.meta.url)))
  const untagged = sources.filter(
    ({ path, text }) =>
      isTest(path) &&
      !path.startsWith('server/testing/system/') &&
      !text.startsWith(tag) &&
      starts.test(text),
  )
  // this file names them
  expect(untagged.map(({ path }) => path)).toEqual(['server/scripts/test/tags.test.ts'])
})
