/** A frozen value that changes as a whole and tells its listeners. */
export interface SnapshotStore<T extends object> {
  get(): T
  change(part: Partial<T>): void
  subscribe(listener: (value: T) => void): () => void
}

export function createSnapshotStore<T extends object>(initial: T): SnapshotStore<T> {
  let value: T = Object.freeze({ ...initial })
  const listeners = new Set<(value: T) => void>()
  return {
    get: () => value,
    change: (part) => {
      value = Object.freeze({ ...value, ...part })
      for (const listener of listeners) listener(value)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
