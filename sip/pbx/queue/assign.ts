/** An operator who may be rung now. */
export interface FreeOperator {
  username: string
  /** Since when without a call, ms since 1970. */
  idleSince: number
}

export interface WaitingCaller {
  callId: string
  /** ms since 1970 */
  since: number
}

/**
 * Who is rung for whom: the caller who waited longest gets the operator who was idle longest, and so on. Pure; equal
 * times are settled by name, so that the same facts give the same pairs.
 */
export function assign(
  waiting: readonly WaitingCaller[],
  free: readonly FreeOperator[],
): { callId: string; username: string }[] {
  const callers = [...waiting].sort((a, b) => a.since - b.since)
  const operators = [...free].sort((a, b) => a.idleSince - b.idleSince || (a.username < b.username ? -1 : 1))
  const pairs: { callId: string; username: string }[] = []
  for (const [i, { callId }] of callers.entries()) {
    const operator = operators[i]
    if (operator === undefined) break
    pairs.push({ callId, username: operator.username })
  }
  return pairs
}
