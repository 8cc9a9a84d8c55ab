import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'
import type { HeldBytes } from './held-bytes.ts'
import { TokenBucket } from './token-bucket.ts'
import type { Turn } from './turn.ts'

/** One end of a message wire: a WebSocket, or the tests' wire in memory. */
export interface Link {
  readonly isOpen: boolean
  /** Bytes that the peer has not read yet. */
  readonly unreadBytes: number
  send(text: string): void
  /** Ends it at once: a peer that does not read would not read a close either. */
  cut(): void
  /** Status code of RFC 6455 §7.4. */
  close(code: number, reason: string): void
  /** Back pressure: no more reading from the peer until `resume`. */
  pause(): void
  resume(): void
}

/** Messages that a paused flow keeps; what a socket had read already before it was paused. */
const maxInbox = 512
/** What a message costs besides its bytes. */
const entryBytes = 100

export interface FlowParts {
  id: string
  address: string
  link: Link
  clock: Clock
  limits: Limits
  held: HeldBytes
  turn: Turn
  receive: (bytes: Uint8Array) => void
}

/**
 * A flow of RFC 5626: one connection of one client. Whoever sends too fast, or guesses passwords, is not answered
 * with errors but read more slowly.
 */
export class Flow {
  readonly id: string
  readonly address: string
  /** Accounts that authenticated on this flow. */
  readonly accounts = new Set<string>()
  /** Everything that is held for this flow. */
  readonly held: HeldBytes
  #limits: Limits
  #turn: Turn
  #link: Link
  #clock: Clock
  #bucket: TokenBucket
  #inbox: Uint8Array[] = []
  #pauses = 0
  #receive: (bytes: Uint8Array) => void
  #wakes = new Set<() => void>()

  constructor({ id, address, link, clock, limits, held, turn, receive }: FlowParts) {
    this.id = id
    this.address = address
    this.held = held
    this.#limits = limits
    this.#turn = turn
    this.#link = link
    this.#clock = clock
    this.#bucket = new TokenBucket(limits.messagesPerSecond, limits.messagesBurst, clock.now())
    this.#receive = receive
  }

  get isOpen(): boolean {
    return this.#link.isOpen
  }

  /** Nobody has authenticated on it yet. */
  get isStranger(): boolean {
    return this.accounts.size === 0
  }

  send(text: string): void {
    if (!this.#link.isOpen) return
    const { maxUnreadBytes, maxUnreadBytesOfStranger } = this.#limits
    if (this.#link.unreadBytes > (this.isStranger ? maxUnreadBytesOfStranger : maxUnreadBytes)) {
      return this.#link.cut()
    }
    this.#link.send(text)
  }

  close(code: number, reason: string): void {
    this.#forgetInbox()
    if (!this.#link.isOpen) return
    this.#link.close(code, reason)
    // The peer's close frame must be read.
    this.#link.resume()
  }

  /** Takes a message from the link. */
  take(bytes: Uint8Array): void {
    if (!this.isOpen) return
    if (this.#pauses > 0) {
      const hasRoom = this.#inbox.length < maxInbox && this.held.take(bytes.length + entryBytes)
      if (hasRoom) this.#inbox.push(bytes)
      else this.close(1008, 'too many messages')
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
    this.#forgetInbox()
    for (const cancel of this.#wakes) cancel()
    this.#wakes.clear()
  }

  #handle(bytes: Uint8Array): void {
    const before = this.#clock.cpuMs()
    // RFC 5626 §3.5.1: double CRLF is a ping, answered by a single one.
    if (bytes.length <= 4 && bytes.every((byte) => byte === 13 || byte === 10)) {
      if (bytes.length === 4) this.send('\r\n')
    } else this.#receive(bytes)
    // Who sends what is slow to read is read as slowly.
    const cpuMs = this.#clock.cpuMs() - before
    const waitMs = this.#bucket.take(this.#clock.now(), Math.max(1, cpuMs / this.#limits.cpuMsPerMessage))
    if (waitMs > 0 && this.isOpen) this.holdBack(waitMs)
    if (!this.#turn.spend(cpuMs, bytes.length) && this.isOpen) this.#turn.later(this.hold())
  }

  #forgetInbox(): void {
    for (const { length } of this.#inbox) this.held.give(length + entryBytes)
    this.#inbox = []
  }

  #goOn(): void {
    while (this.#pauses === 0 && this.isOpen) {
      const next = this.#inbox.shift()
      if (next === undefined) {
        this.#link.resume()
        return
      }
      this.held.give(next.length + entryBytes)
      this.#handle(next)
    }
  }
}
