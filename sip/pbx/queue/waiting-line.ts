import type { Clock } from '../clock.ts'
import { assign } from './assign.ts'
import type { Operators } from './operators.ts'

/** One who waits: what the line does with it. */
export interface Waiter {
  callId: string
  /** Rings this operator; resolves when somebody answered or nobody will: true when the caller need not wait any more. */
  offer(username: string): Promise<boolean>
  /** Stops ringing whoever is rung: the caller is taken by somebody else. */
  withdraw(): void
  /** The place in the line, 1 first; told again when it changes. */
  announce(place: number): void
  /** Waited too long. */
  tooLong(): void
}

interface Entry {
  waiter: Waiter
  since: number
  isBeingOffered: boolean
  /** Counts the offers: one that was withdrawn says nothing any more. */
  round: number
  place: number
  cancelWait: () => void
}

export interface WaitingLineDeps {
  clock: Clock
  operators: Operators
  maxWaitMs: number
  maxWaiting: number
  changed: () => void
}

/** A hundred who wait are told this often how they moved up, and not each time that one of them leaves. */
export const placesEveryMs = 1000

/** Callers first come, first served; an operator is rung for one of them at a time. */
export class WaitingLine {
  readonly #deps: WaitingLineDeps
  readonly #entries: Entry[] = []
  #isMatching = false
  #cancelWake: () => void = () => {}
  #cancelPlaces: (() => void) | null = null

  constructor(deps: WaitingLineDeps) {
    this.#deps = deps
  }

  get size(): number {
    return this.#entries.length
  }

  /** False when the line is full. `first`: he was in a talk already, so he goes before everybody. */
  join(waiter: Waiter, { first = false } = {}): boolean {
    const { clock, maxWaitMs, maxWaiting, changed } = this.#deps
    if (this.#entries.length >= maxWaiting) return false
    const cancelWait = clock.after(maxWaitMs, () => {
      if (this.leave(waiter)) waiter.tooLong()
    })
    const since = first
      ? Math.min(clock.now(), ...this.#entries.map((entry) => entry.since)) - 1
      : clock.now()
    const entry: Entry = { waiter, since, isBeingOffered: false, round: 0, place: 0, cancelWait }
    if (first) this.#entries.unshift(entry)
    else this.#entries.push(entry)
    this.match()
    this.#announce(entry, this.#entries.indexOf(entry) + 1)
    this.#announceSoon()
    changed()
    return true
  }

  /** The caller waits no more; false when it was not in the line. */
  leave(waiter: Waiter): boolean {
    const i = this.#entries.findIndex((entry) => entry.waiter === waiter)
    const [entry] = i < 0 ? [] : this.#entries.splice(i, 1)
    if (entry === undefined) return false
    entry.cancelWait()
    this.#announceSoon()
    this.#deps.changed()
    return true
  }

  /** Somebody came free, or somebody came to wait. */
  match(): void {
    // Ringing somebody changes the operators, which asks again: once at a time.
    if (this.#isMatching) return
    this.#isMatching = true
    const waiting = this.#entries.filter((entry) => !entry.isBeingOffered)
    const free = this.#deps.operators.free()
    const facts = waiting.map(({ waiter, since }) => ({ callId: waiter.callId, since }))
    for (const { callId, username } of assign(facts, free)) {
      const entry = waiting.find(({ waiter }) => waiter.callId === callId)
      if (entry !== undefined) void this.#offer(entry, username)
    }
    this.#isMatching = false
    this.#wakeLater()
  }

  /** This operator takes this caller, whomever it rings at; false when he does not wait any more. */
  take(callId: string, username: string): boolean {
    const entry = this.#entries.find(({ waiter }) => waiter.callId === callId)
    if (entry === undefined) return false
    // nobody is given another caller in between
    this.#isMatching = true
    entry.isBeingOffered = true
    entry.waiter.withdraw()
    void this.#offer(entry, username)
    this.#isMatching = false
    this.match()
    return true
  }

  stop(): void {
    this.#cancelWake()
    this.#cancelPlaces?.()
    for (const entry of this.#entries) entry.cancelWait()
    this.#entries.length = 0
  }

  async #offer(entry: Entry, username: string): Promise<void> {
    entry.isBeingOffered = true
    // being offered, he hears 180, and his place again when nobody came of it
    entry.place = 0
    entry.round += 1
    const { round } = entry
    const isDone = await entry.waiter.offer(username)
    if (entry.round !== round && !isDone) return
    entry.isBeingOffered = false
    if (isDone) this.leave(entry.waiter)
    this.match()
    this.#announceSoon()
  }

  /** Who moves up hears of it in time: his place is news, but nothing waits for it. */
  #announceSoon(): void {
    if (this.#entries.length === 0 || this.#cancelPlaces !== null) return
    this.#cancelPlaces = this.#deps.clock.after(placesEveryMs, () => {
      this.#cancelPlaces = null
      for (const [i, entry] of this.#entries.entries()) this.#announce(entry, i + 1)
    })
  }

  /** Of who was answered at once the place is 0: he hears nothing of it. */
  #announce(entry: Entry, place: number): void {
    if (entry.isBeingOffered || entry.place === place) return
    entry.place = place
    entry.waiter.announce(place)
  }

  #wakeLater(): void {
    this.#cancelWake()
    this.#cancelWake = () => {}
    const { clock, operators } = this.#deps
    const at = this.#entries.length === 0 ? null : operators.nextFreeAt()
    if (at !== null) this.#cancelWake = clock.after(Math.max(1, at - clock.now()), () => this.match())
  }
}
