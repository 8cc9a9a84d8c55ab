/** `npm run check`: everything about the source that needs no test, one line a part; exit 1 when a part fails. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const script = (name: string, ...args: string[]): string[] => [
  process.execPath,
  `server/scripts/${name}.ts`,
  ...args,
]

const parts: { name: string; command: string[] }[] = [
  { name: 'format', command: ['oxfmt', '--check', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  { name: 'templates', command: ['eslint', '--no-warn-ignored', '--max-warnings', '0', 'client/**/*.vue'] },
  { name: 'borders', command: script('house/check-borders') },
  { name: 'house', command: script('house/main') },
  { name: 'types', command: ['vue-tsc', '-b'] },
  { name: 'schema.sql', command: script('schema', '--check') },
  { name: 'openapi.json', command: script('openapi', '--check') },
  { name: 'package-lock.json', command: script('lock/main', '--check') },
  { name: 'docs/NOTICE.md', command: script('notice/main', '--check') },
  { name: '.env.example', command: script('check-env-example') },
  { name: 'unused code', command: ['knip'] },
]

const only = process.argv.slice(2)
let failed = 0
for (const { name, command } of parts.filter((part) => only.length === 0 || only.includes(part.name))) {
  const startedAt = performance.now()
  const [program = '', ...args] = command
  const env = {
    ...process.env,
    PATH: `${root}node_modules/.bin:${process.env['PATH'] ?? ''}`,
    FORCE_COLOR: '0',
  }
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, env, encoding: 'utf8' })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const isFine = status === 0
  process.stdout.write(`${isFine ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`)
  if (isFine) continue
  failed += 1
  process.stdout.write(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}\n`)
}
process.exitCode = failed === 0 ? 0 : 1
