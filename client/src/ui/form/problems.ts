import type { z } from 'zod'
import type { ErrorBody } from '#contracts/error.ts'
import type { MessageKey, Named } from '../../i18n/i18n.ts'

/** What is wrong with a field, as a phrase. */
export interface Problem {
  key: MessageKey
  named: Named
}
export type Problems = Partial<Record<string, Problem>>

const problem = (key: MessageKey, named: Named = {}): Problem => ({ key, named })

/** The field itself when the issue is of a value in a list: the list is one field of the form. */
const nameOf = (path: readonly PropertyKey[], names: readonly string[]): string | undefined =>
  path.map(String).find((part) => names.includes(part))

function phraseOf(issue: z.core.$ZodIssue): Problem {
  if (issue.code === 'too_small') {
    if (issue.origin === 'string' || issue.origin === 'array') return problem('form.empty')
    return problem(issue.inclusive === false ? 'form.moreThan' : 'form.atLeast', { n: Number(issue.minimum) })
  }
  if (issue.code === 'too_big') {
    return issue.origin === 'string'
      ? problem('form.tooLong', { n: Number(issue.maximum) })
      : problem('form.atMost', { n: Number(issue.maximum) })
  }
  if (issue.code === 'invalid_type') {
    return issue.expected === 'number' || issue.expected === 'int'
      ? problem('form.number')
      : problem('form.empty')
  }
  if (issue.code === 'invalid_format' && issue.format === 'guid') return problem('form.guid')
  if (issue.code === 'custom' && issue.params?.['reason'] === 'unkeepable') return problem('form.unkeepable')
  if (issue.code === 'custom' && issue.params?.['reason'] === 'farTime') return problem('form.farTime')
  return problem('form.wrong')
}

/** What the contract has against the values, by field; the first trouble of each. */
export function problemsOf(schema: z.ZodObject, values: object): Problems {
  const parsed = schema.safeParse(values)
  const problems: Problems = {}
  const names = Object.keys(schema.shape)
  for (const issue of parsed.error?.issues ?? []) {
    const name = nameOf(issue.path, names)
    if (name !== undefined) problems[name] ??= phraseOf(issue)
  }
  return problems
}

/** What the server refused, at the fields of this form; other fields of the answer are told by its code alone. */
export function serverProblems(body: ErrorBody | null, names: readonly string[]): Problems {
  const problems: Problems = {}
  for (const issue of body?.issues ?? []) {
    const name = nameOf(issue.path.split('.'), names)
    if (name !== undefined) problems[name] ??= problem('form.wrong')
  }
  // a refusal of the use case names its field; a period is wrong at its end
  const field = body?.code === 'badInput' ? body.details?.['field'] : undefined
  const name = field === 'period' ? names.find((one) => one.endsWith('To')) : field
  if (typeof name === 'string' && names.includes(name)) {
    problems[name] ??= problem(field === 'period' ? 'form.backwards' : 'form.wrong')
  }
  return problems
}
