/** RFC 3261 §7.3.3 and the registry of later compact forms. */
const longForms = new Map([
  ['v', 'via'],
  ['f', 'from'],
  ['t', 'to'],
  ['i', 'call-id'],
  ['m', 'contact'],
  ['c', 'content-type'],
  ['l', 'content-length'],
  ['e', 'content-encoding'],
  ['s', 'subject'],
  ['k', 'supported'],
  ['o', 'event'],
  ['u', 'allow-events'],
  ['r', 'refer-to'],
  ['b', 'referred-by'],
])

/** Header fields in the order of arrival; names are kept in lower case and in their long form. */
export class Headers {
  readonly names: string[] = []
  readonly values: string[] = []

  add(name: string, value: string): this {
    const lower = name.toLowerCase()
    this.names.push(lower.length === 1 ? (longForms.get(lower) ?? lower) : lower)
    this.values.push(value)
    return this
  }

  /** The first value, as received; `name` in lower case, long form. */
  get(name: string): string | undefined {
    const i = this.names.indexOf(name)
    return i < 0 ? undefined : this.values[i]
  }

  all(name: string): string[] {
    return this.values.filter((_, i) => this.names[i] === name)
  }

  count(name: string): number {
    let n = 0
    for (const known of this.names) if (known === name) n++
    return n
  }
}
