import { readFileSync } from 'node:fs'
import { z } from 'zod'

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

/**
 * Counts of a vitest JSON report. Skipped tests and files that could not be loaded count as failed, and so does
 * an end of vitest that was not in order although no test failed: the report says nothing of errors between tests.
 */
export function readVitestReport(
  file: string,
  endedWell: boolean,
): { passed: number; failed: number; failures: string[] } {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return { passed: 0, failed: 1, failures: ['vitest wrote no report'] }
  }
  const report = Report.parse(JSON.parse(text))
  const failures = report.testResults.flatMap((result) => {
    const bad = result.assertionResults.filter((test) => test.status !== 'passed')
    const unloaded = result.status === 'failed' && bad.length === 0 ? [`${result.name} (could not run)`] : []
    return [...bad.map((test) => `${result.name}: ${test.fullName} (${test.status})`), ...unloaded]
  })
  if (!endedWell && !report.testResults.some((result) => result.status === 'failed'))
    failures.push('vitest failed without a failed test (an unhandled error, see above)')
  return { passed: report.numPassedTests, failed: failures.length, failures }
}
