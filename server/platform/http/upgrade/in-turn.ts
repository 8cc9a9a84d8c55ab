/** Pieces of work that one turn of the event loop takes: a few milliseconds, whatever crowd waits outside. */
const ofOneTurn = 16

/**
 * Does what it is given in order, some each turn of the event loop, so that a crowd that comes in one moment does not
 * keep calls and timers waiting. What is given must not throw.
 */
export function createInTurn(perTurn = ofOneTurn): (work: () => void) => void {
  let waiting: (() => void)[] = []
  let isScheduled = false

  const turn = (): void => {
    const now = waiting.slice(0, perTurn)
    waiting = waiting.slice(perTurn)
    isScheduled = waiting.length > 0
    if (isScheduled) setImmediate(turn)
    for (const work of now) work()
  }
  return (work) => {
    waiting.push(work)
    if (isScheduled) return
    isScheduled = true
    setImmediate(turn)
  }
}
