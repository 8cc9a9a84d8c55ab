import { Snapshot } from '#contracts/journal.ts'
import { BrokenContract } from '#server/platform/broken-contract.ts'

/** Which of a snapshot's lists lost which of its members. */
export interface Unfit {
  list: string
  id: number | null
}

/**
 * The snapshot as its contract says. One task of thousands that does not fit is left out and told to `onUnfit`: a board
 * without it serves, a shift without boards does not. @throws BrokenContract when it does not fit without them either
 */
export function fitting(
  snapshot: Snapshot,
  onUnfit: (fault: BrokenContract, leftOut: Unfit[]) => void,
): Snapshot {
  const whole = Snapshot.safeParse(snapshot)
  if (whole.success) return whole.data
  const unfit = Map.groupBy(whole.error.issues, ({ path: [list] }) => String(list))
  const leftOut: Unfit[] = []
  const rest = Object.entries(snapshot).map(([name, value]): [string, unknown] => {
    const places = new Set(unfit.get(name)?.map(({ path: [, place] }) => place))
    if (!Array.isArray(value) || places.size === 0) return [name, value]
    const list: unknown[] = value
    leftOut.push(...list.filter((_, n) => places.has(n)).map((one) => ({ list: name, id: numberOf(one) })))
    return [name, list.filter((_, n) => !places.has(n))]
  })
  const again = Snapshot.safeParse(Object.fromEntries(rest))
  if (!again.success) throw new BrokenContract('a snapshot', again.error)
  onUnfit(new BrokenContract('a snapshot', whole.error), leftOut)
  return again.data
}

/** Its id for the log, when it is one: of what does not fit anything else could be anything. */
const numberOf = (one: unknown): number | null =>
  typeof one === 'object' && one !== null && 'id' in one && typeof one.id === 'number' ? one.id : null
