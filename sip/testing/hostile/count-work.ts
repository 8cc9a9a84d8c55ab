/** What of String and Buffer looks through a text, with how far it looks at most. */
const looks: Readonly<Record<string, (text: string, args: readonly unknown[], result: unknown) => number>> = {
  indexOf: (text, [, from], found) => lookedThrough(text, from, found),
  includes: (text) => text.length,
  lastIndexOf: (text) => text.length,
  split: (text) => text.length,
  trim: (text) => text.length,
  trimEnd: (text) => text.length,
  slice: (_text, _args, cut) => String(cut).length,
  toLowerCase: (text) => text.length,
  toUpperCase: (text) => text.length,
  replaceAll: (text) => text.length,
  charCodeAt: () => 1,
  charAt: () => 1,
  startsWith: () => 1,
  endsWith: () => 1,
}

const lookedThrough = (text: string, from: unknown, found: unknown): number =>
  (typeof found === 'number' && found >= 0 ? found : text.length) - (typeof from === 'number' ? from : 0)

/**
 * How many characters and bytes `work` looks at, counted and not timed: the same on every machine and at every load.
 * What it is given counts each byte that is read by its place.
 */
export function countWork(bytes: Uint8Array, work: (counted: Uint8Array) => void): number {
  let count = 0
  const counted = new Proxy(bytes, {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) count++
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const own = Object.entries(looks).map(([name, cost]) => {
    const descriptor = Object.getOwnPropertyDescriptor(String.prototype, name)
    const original = descriptor?.value as (...args: unknown[]) => unknown
    Object.defineProperty(String.prototype, name, {
      ...descriptor,
      value(this: string, ...args: unknown[]) {
        const result = original.apply(this, args)
        count += cost(`${this}`, args, result)
        return result
      },
    })
    return () => Object.defineProperty(String.prototype, name, { ...descriptor, value: original })
  })
  try {
    work(counted)
  } finally {
    for (const restore of own) restore()
  }
  return count
}
