/** A ledger file is put aside at this size, or at this age, so that what was read can be deleted in parts. */
const longestBytes = 16 * 1024 * 1024
const longestMs = 24 * 3_600_000

/** Is it time to put the file aside? */
export const isFull = (bytes: number, begunAt: number, now: number): boolean =>
  bytes > 0 && (bytes >= longestBytes || now - begunAt >= longestMs)

/** What a part is called that is put aside at `now`; names grow with time, the tail reads parts in that order. */
export const partName = (file: string, now: number): string =>
  `${file}-${new Date(now).toISOString().replaceAll(/[-:.]/g, '')}`
