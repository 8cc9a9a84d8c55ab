import { Variables } from './variables.ts'

/**
 * What is wrong with the text of .env.example: a variable missing from it, one that is not read, a default that is
 * not the real one. Variables with a default stand as `NAME=value`, the others commented out.
 */
export function exampleProblems(text: string): string[] {
  const written = new Map(
    [...text.matchAll(/^(# )?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, comment, name = '', value = '']) => [
      name,
      { isSet: comment === undefined, value },
    ]),
  )
  const problems: string[] = []
  const defaults = new Map<string, string | number | boolean | string[] | undefined>(
    Object.entries(Variables.parse({})),
  )
  for (const name of Object.keys(Variables.shape)) {
    const line = written.get(name)
    const value = asText(defaults.get(name))
    if (!line) problems.push(`${name} is missing`)
    else if (value === null && line.isSet)
      problems.push(`${name} has no default, so it must be commented out`)
    else if (value !== null && (!line.isSet || line.value !== value))
      problems.push(`${name} is ${value} by default`)
    written.delete(name)
  }
  return [...problems, ...[...written.keys()].map((name) => `${name} is not read by anything`)]
}

function asText(value: string | number | boolean | string[] | undefined): string | null {
  if (value === undefined) return null
  if (typeof value === 'boolean') return value ? '1' : '0'
  return Array.isArray(value) ? value.join(',') : String(value)
}
