const key = 'vakhta.phone.instance'

/** A UUID that stays with this browser (RFC 5626 section 4.1). Without storage it lasts as long as the page. */
export function instanceId(storage: Pick<Storage, 'getItem' | 'setItem'>, newId: () => string): string {
  try {
    const known = storage.getItem(key)
    if (known !== null && /^[0-9a-f-]{36}$/.test(known)) return known
    const made = newId()
    storage.setItem(key, made)
    return made
  } catch {
    return newId()
  }
}
