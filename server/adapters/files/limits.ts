/** A register of a town's 200,000 flats fits; a bomb in a zip does not. */
export const fileLimits = {
  bytes: 20_000_000,
  unzippedBytes: 300_000_000,
  rows: 200_000,
  columns: 200,
  cell: 5_000,
  /** Of all cells together: a shared text may stand in a million of them. */
  characters: 100_000_000,
} as const
