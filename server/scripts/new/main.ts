/** `npm run new -- feature crew crews`: lays the files of a noun that the house does not know yet. */
import { fileURLToPath } from 'node:url'
import { layFeature, NotNew } from './lay-feature.ts'

const [what, noun, plural] = process.argv.slice(2)
const root = fileURLToPath(new URL('../../../', import.meta.url))
const usage = 'npm run new -- feature <noun> <plural>, in lowerCamel: npm run new -- feature crew crews\n'

if (what !== 'feature' || noun === undefined || plural === undefined) {
  process.stderr.write(usage)
  process.exitCode = 2
} else {
  try {
    const { laid, changed } = await layFeature(root, { noun, plural, at: new Date() })
    for (const file of laid) process.stdout.write(`new      ${file}\n`)
    for (const file of changed) process.stdout.write(`changed  ${file}\n`)
    process.stdout.write(
      'Then: npm run schema && npm run openapi && npm run check, and its cases in server/platform/http/routes.test.ts.\n' +
        'What not everybody may see of it is `masked` in its contract (ADR 0027).\n',
    )
  } catch (error) {
    if (!(error instanceof NotNew)) throw error
    process.stderr.write(`${error.message}\n${usage}`)
    process.exitCode = 2
  }
}
