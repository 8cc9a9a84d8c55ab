/** SQLSTATE class 22, data exception: its message quotes the value (`invalid input syntax for type date: "…"`). */
const quotesValue = /^22/
/** Fields of PostgreSQL's errors that say where something is wrong and hold nothing of what was written. */
const placeFields = ['severity', 'schema', 'table', 'column', 'constraint', 'routine'] as const

const fieldOf = (error: Error, name: string): unknown =>
  name in error ? Reflect.get(error, name) : undefined

/** Long runs of digits are telephone numbers; ports and sizes are shorter. */
const withoutNumbers = (text: string): string =>
  text.replaceAll(/\d{7,}/g, (digits) => `***${digits.slice(-2)}`)

/**
 * What of an error may stand in a log: message, place and cause. Never the values that PostgreSQL gives beside its
 * message (detail, where, hint, parameters): they are rows of residents and calls.
 */
export function errorFacts(error: unknown): unknown {
  if (typeof error === 'string') return withoutNumbers(error)
  if (!(error instanceof Error)) return error
  const code = fieldOf(error, 'code')
  const isDataFault =
    typeof code === 'string' && quotesValue.test(code) && fieldOf(error, 'severity') !== undefined
  const message = withoutNumbers(isDataFault ? error.message.replaceAll(/: ".*"$/gs, ': "…"') : error.message)
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const places = placeFields
    .map((name) => [name, fieldOf(error, name)])
    .filter(([, value]) => typeof value === 'string')
  return {
    type: error.name,
    message,
    ...(code === undefined ? {} : { code }),
    ...Object.fromEntries(places),
    stack: [`${error.name}: ${message}`, ...frames].join('\n'),
    ...(error.cause === undefined ? {} : { cause: errorFacts(error.cause) }),
    ...(error instanceof AggregateError ? { errors: error.errors.map(errorFacts) } : {}),
  }
}
