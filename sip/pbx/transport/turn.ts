/** What all flows together may cost in one turn of the event loop before the rest of the process gets its turn. */
const turnCpuMs = 10
const turnBytes = 1024 * 1024

/**
 * Many flows that are read at once would be one piece of work to everybody else: libuv reads a socket up to 32 times
 * before it looks at timers. Beyond a turn's share flows wait for the next, in the order in which they came.
 */
export class Turn {
  #cpuMs = 0
  #bytes = 0
  #isCounting = false
  #waiting: (() => void)[] = []

  /** False: this turn has had enough. */
  spend(cpuMs: number, bytes: number): boolean {
    this.#cpuMs += cpuMs
    this.#bytes += bytes
    this.#count()
    return this.#hasRoom
  }

  /** Goes on with the flow in a later turn. */
  later(goOn: () => void): void {
    this.#waiting.push(goOn)
    this.#count()
  }

  get #hasRoom(): boolean {
    return this.#cpuMs < turnCpuMs && this.#bytes < turnBytes
  }

  #count(): void {
    if (this.#isCounting) return
    this.#isCounting = true
    setImmediate(() => this.#next())
  }

  #next(): void {
    this.#isCounting = false
    this.#cpuMs = 0
    this.#bytes = 0
    // who is let go on now and spends too much waits behind the others
    const waiting = this.#waiting
    this.#waiting = []
    let i = 0
    for (; i < waiting.length && this.#hasRoom; i++) waiting[i]?.()
    this.#waiting = [...waiting.slice(i), ...this.#waiting]
    if (this.#waiting.length > 0) this.#count()
  }
}
