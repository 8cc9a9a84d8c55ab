/**
 * Bytes that are held for somebody: counted for him and for all those whose he is (a flow, its address, everybody), and
 * refused when any of them is at its limit.
 */
export class HeldBytes {
  readonly #most: number
  readonly #whose: HeldBytes | null
  #bytes = 0

  constructor(most: number, whose: HeldBytes | null = null) {
    this.#most = most
    this.#whose = whose
  }

  get bytes(): number {
    return this.#bytes
  }

  /** False when there is no room: nothing was counted then. */
  take(bytes: number): boolean {
    if (this.#bytes + bytes > this.#most || this.#whose?.take(bytes) === false) return false
    this.#bytes += bytes
    return true
  }

  give(bytes: number): void {
    this.#bytes -= bytes
    this.#whose?.give(bytes)
  }
}
