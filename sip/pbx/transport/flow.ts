import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'
import { TokenBucket } from './token-bucket.ts'

/** One end of a message wire: a WebSocket, or the tests' wire in memory. */
export interface Link {
  readonly isOpen: boolean
  send(text: string): void
  /** Status code of RFC 6455 §7.4. */
  close(code: number, reason: string): void
  /** Back pressure: no more reading from the peer until `resume`. */
  pause(): void
  resume(): void
}

/** Messages that a paused flow keeps; what a socket had read already before it was paused. */
const maxInbox = 512

/**
 * A flow of RFC 5626: one connection of one client. Whoever sends too fast, or guesses passwords, is not answered
 * with errors but read more slowly.
 */
export class Flow {
  readonly id: string
  readonly address: string
  /** Accounts that authenticated on this flow. */
  readonly accounts = new Set<string>()
  #link: Link
  #clock: Clock
  #bucket: TokenBucket
  #inbox: Uint8Array[] = []
  #pauses = 0
  #receive: (bytes: Uint8Array) => void
  #wakes = new Set<() => void>()

  constructor(
    id: string,
    address: string,
    link: Link,
    clock: Clock,
    limits: Limits,
    receive: (bytes: Uint8Array) => void,
  ) {
    this.id = id
    this.address = address
    this.#link = link
    this.#clock = clock
    this.#bucket = new TokenBucket(limits.messagesPerSecond, limits.messagesBurst, clock.now())
    this.#receive = receive
  }

  get isOpen(): boolean {
    return this.#link.isOpen
  }

  send(text: string): void {
    if (this.#link.isOpen) this.#link.send(text)
  }

  close(code: number, reason: string): void {
    this.#inbox = []
    if (!this.#link.isOpen) return
    this.#link.close(code, reason)
    // The peer's close frame must be read.
    this.#link.resume()
  }

  /** Takes a message from the link. */
  take(bytes: Uint8Array): void {
    if (!this.isOpen) return
    if (this.#pauses > 0) {
      if (this.#inbox.length >= maxInbox) this.close(1008, 'too many messages')
      else this.#inbox.push(bytes)
      return
    }
    this.#handle(bytes)
  }

  /** Stops reading until the function given back is called: one digest is checked at a time. */
  hold(): () => void {
    let isHeld = true
    this.#pauses++
    this.#link.pause()
    return () => {
      if (!isHeld) return
      isHeld = false
      this.#pauses--
      this.#goOn()
    }
  }

  /** Stops reading for `ms`, then runs `after` and goes on; `after` does not run when the flow ended meanwhile. */
  holdBack(ms: number, after?: () => void): void {
    const release = this.hold()
    const cancel = this.#clock.after(ms, () => {
      this.#wakes.delete(cancel)
      if (!this.isOpen) return
      after?.()
      release()
    })
    this.#wakes.add(cancel)
  }

  /** The link is gone: no timer of this flow runs any more. */
  ended(): void {
    this.#inbox = []
    for (const cancel of this.#wakes) cancel()
    this.#wakes.clear()
  }

  #handle(bytes: Uint8Array): void {
    const waitMs = this.#bucket.take(this.#clock.now())
    if (waitMs > 0) this.holdBack(waitMs)
    // RFC 5626 §3.5.1: double CRLF is a ping, answered by a single one.
    if (bytes.length <= 4 && bytes.every((byte) => byte === 13 || byte === 10)) {
      if (bytes.length === 4) this.send('\r\n')
      return
    }
    this.#receive(bytes)
  }

  #goOn(): void {
    while (this.#pauses === 0 && this.isOpen) {
      const next = this.#inbox.shift()
      if (next === undefined) {
        this.#link.resume()
        return
      }
      this.#handle(next)
    }
  }
}
