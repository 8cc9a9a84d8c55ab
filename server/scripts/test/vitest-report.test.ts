// @module-tag programs
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readVitestReport } from './vitest-report.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vakhta-report-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the real vitest over one file. */
const vitest = (name: string, source: string) => {
  const project = mkdtempSync(join(folder, `${name}-`))
  writeFileSync(join(project, 'one.test.ts'), source)
  const report = join(project, 'report.json')
  const { status } = spawnSync(
    process.execPath,
    [
      join(process.cwd(), 'node_modules/vitest/vitest.mjs'),
      'run',
      '--globals',
      `--root=${project}`,
      '--reporter=json',
      `--outputFile=${report}`,
    ],
    { encoding: 'utf8' },
  )
  return readVitestReport(report, status === 0)
}

describe('the count of a run of vitest', () => {
  test('that ended well', () => {
    expect(vitest('well', `test('a', () => {})`)).toEqual({ passed: 1, failed: 0, failures: [] })
  })

  test('with a failed test counts that one, not the end as well', () => {
    expect(vitest('failed', `test('a', () => { throw new Error('no') }); test('b', () => {})`)).toEqual({
      passed: 1,
      failed: 1,
      failures: [expect.stringMatching(/one\.test\.ts: a \(failed\)$/)],
    })
  })

  test('with a skipped test counts it as failed', () => {
    expect(vitest('skipped', `test.skip('a', () => {}); test('b', () => {})`)).toMatchObject({ failed: 1 })
  })

  test('with a rejection that nobody handled counts one failure and names it', () => {
    const source = `test('a', async () => {
      void Promise.reject(new Error('Connection is closed.'))
      await new Promise((resolve) => setTimeout(resolve, 50))
    })`
    expect(vitest('unhandled', source)).toEqual({
      passed: 1,
      failed: 1,
      failures: ['vitest failed without a failed test (an unhandled error, see above)'],
    })
  })

  test('that wrote no report is one failure', () => {
    expect(readVitestReport(join(folder, 'none.json'), false)).toEqual({
      passed: 0,
      failed: 1,
      failures: ['vitest wrote no report'],
    })
  })
})
