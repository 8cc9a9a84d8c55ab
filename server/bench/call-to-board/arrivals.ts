/** Two processes read the same clock, but round it differently. */
const clockToleranceMs = 20

/**
 * Who waits for which call on how many boards. A call counts when the last board has it; its time runs from the
 * moment when it was due, not from when the load got around to sending it.
 */
export class Arrivals {
  readonly latencies: number[] = []
  readonly #waiting = new Map<string, { dueAt: number; boards: Set<number> }>()
  readonly #boards: number

  constructor(boards: number) {
    this.#boards = boards
  }

  get waiting(): number {
    return this.#waiting.size
  }

  expect(key: string, dueAt: number): void {
    this.#waiting.set(key, { dueAt, boards: new Set() })
  }

  /**
   * Board number `board` shows the call since `at` (of this process's clock); once more counts nothing.
   * `arrivedMs` (since 1970) tells it from an earlier call of the same number.
   */
  seen(key: string, board: number, { at = performance.now(), arrivedMs = Infinity } = {}): void {
    const call = this.#waiting.get(key)
    if (call === undefined || arrivedMs < performance.timeOrigin + call.dueAt - clockToleranceMs) return
    call.boards.add(board)
    if (call.boards.size < this.#boards) return
    this.#waiting.delete(key)
    this.latencies.push(at - call.dueAt)
  }
}
