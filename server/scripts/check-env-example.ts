/** Part of `npm run check`: .env.example says what the configuration reads. */
import { readFile } from 'node:fs/promises'
import { exampleProblems } from '#server/config/env-example.ts'

const problems = exampleProblems(await readFile(new URL('../../.env.example', import.meta.url), 'utf8'))
for (const problem of problems) process.stderr.write(`${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1
