/** Field → before, after, as text: a line of the directory's history. */
export type ChangedFields = Record<string, readonly [string, string]>

/** What differs between two states of one thing, by the fields of `after`. */
export function changedFields(before: object, after: object): ChangedFields {
  const was = new Map<string, unknown>(Object.entries(before))
  return Object.fromEntries(
    Object.entries(after)
      .map(([field, value]): [string, [string, string]] => [field, [textOf(was.get(field)), textOf(value)]])
      .filter(([, [from, to]]) => from !== to),
  )
}

/** Lists item by item, so that a reader sees which entrance or which service it was. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).join('; ')
  if (typeof value === 'object') return Object.values(value).map(textOf).join(' ').trim()
  return typeof value === 'string' ? value : JSON.stringify(value)
}
