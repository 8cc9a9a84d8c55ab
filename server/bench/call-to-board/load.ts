/** What one round of load gave: milliseconds of each call, calls that never came, CPU of the server's processes. */
export interface Round {
  latencies: number[]
  lost: number
  cpuMsPerCall: number
}

/** Load of one kind on one server, with a number of boards that stay connected. */
export interface Load {
  round(perSecond: number, seconds: number): Promise<Round>
  stop(): Promise<void>
}
/** Residents that call: each number is known to boards by nothing but itself. */
export interface BenchAccount {
  username: string
  number: string
}

export const accounts: readonly BenchAccount[] = Array.from({ length: 400 }, (_, n) => ({
  username: `bench-${n}`,
  number: `+7999${String(1_000_000 + n)}`,
}))

/** Known to the product's child process and to the load. */
export const secretOf = (username: string): string => `secret of ${username}`
