/** Makes `target` agree with `source`: only for `keys`, or wholly when they are null. Unchanged entries are not touched. */
export function patchMap<K, V>(
  target: Map<K, V>,
  source: ReadonlyMap<K, V>,
  keys: ReadonlySet<K> | null,
): void {
  if (keys === null) for (const key of target.keys()) if (!source.has(key)) target.delete(key)
  for (const key of keys ?? source.keys()) {
    const value = source.get(key)
    if (value === undefined) target.delete(key)
    else if (target.get(key) !== value) target.set(key, value)
  }
}
