import type { Desk } from '#server/bench/burst/people/desk.ts'

/** The started product as an attacker sees it, and what only a test may know of it. */
export interface Target {
  /** `http://127.0.0.1:PORT` */
  origin: string
  port: number
  /** Its data (embedded PostgreSQL in `postgres/`): a temporary folder, thrown away afterwards. */
  dataDir: string
  /** Somebody of the demo company, signed in. */
  signIn(login: string): Promise<Desk>
  /** What the process holds right now, after a collection. */
  memory(): Promise<Memory>
}

/** Megabytes. `live` is what a collection cannot free: heap and buffers; `rss` what the system gave, at its peak too. */
export interface Memory {
  live: number
  rss: number
  peakRss: number
}

export interface Verdict {
  isHeld: boolean
  /** One line of figures for the table. */
  figures: string
}

/**
 * One attack. Bounded in count and time, loopback only. What every attack is held to is not its business: main.ts
 * asks whether the process lives, how long it stalled, what memory is left and whether an operator could work.
 */
export interface Attack {
  /** Of the list in docs/attacks.md, e.g. `01`. */
  number: string
  title: string
  /** Things that this attack does to the product are allowed to cost this much CPU in one piece; 50 ms by default. */
  stallMs?: number
  /** Megabytes that the process may hold at its worst; not asked by default. */
  peakRss?: number
  /** The operator's page needs what is attacked: only afterwards he must be able to work. */
  isWithoutOperator?: boolean
  run(target: Target): Promise<Verdict>
}
