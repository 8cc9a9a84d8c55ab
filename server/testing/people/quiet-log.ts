import type { Log } from '#server/ports.ts'

/** Says nothing; for tests that do not look at the log. */
export const quietLog: Log = { debug() {}, info() {}, warn() {}, error() {} }
