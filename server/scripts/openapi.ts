import { readFile, writeFile } from 'node:fs/promises'
import { openApi } from '#server/platform/http/openapi.ts'

/** `npm run openapi` writes docs/openapi.json; with --check it only says whether the contracts moved on. */
const file = new URL('../../docs/openapi.json', import.meta.url)
const text = `${JSON.stringify(openApi(), null, 2)}\n`

if (process.argv.includes('--check')) {
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept !== text) {
    console.error('docs/openapi.json is not what the contracts say: npm run openapi')
    process.exitCode = 1
  }
} else {
  await writeFile(file, text)
}
