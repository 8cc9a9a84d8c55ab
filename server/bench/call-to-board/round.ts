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
