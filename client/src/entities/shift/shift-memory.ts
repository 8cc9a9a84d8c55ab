/** What is remembered of a shift's start: whose, when, and whether all was well. */
export interface StartedShift {
  userId: number
  at: string
  isSound: boolean
}

const key = 'vakhta.shift'
/** Longer than any shift, shorter than the time to the same person's next one. */
const lastsMs = 14 * 60 * 60 * 1000

export function keepShift(shift: StartedShift): void {
  try {
    localStorage.setItem(key, JSON.stringify(shift))
  } catch {
    // Storage is forbidden: the start is then asked for again after a reload.
  }
}

export function readShift(userId: number | undefined, now: number): StartedShift | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('userId' in kept) || !('at' in kept)) return null
    const { userId: keptId, at } = kept
    if (keptId !== userId || userId === undefined || typeof at !== 'string') return null
    if (!(now - Date.parse(at) < lastsMs)) return null
    return { userId, at, isSound: 'isSound' in kept && kept.isSound === true }
  } catch {
    return null
  }
}
