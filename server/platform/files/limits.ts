/** A register of a town's 200,000 flats fits; a bomb in a zip does not. */
export const fileLimits = {
  bytes: 20_000_000,
  unzippedBytes: 300_000_000,
  /** Of a part that only describes the book: its sheets, relations, styles. */
  descriptionBytes: 8_000_000,
  rows: 200_000,
  /** As a spreadsheet has them (ECMA-376: Excel's own limit). */
  lastLine: 1_048_576,
  columns: 200,
  cell: 5_000,
  /** Of all cells together: a shared text may stand in a million of them. */
  characters: 100_000_000,
  /** Texts that cells share: how many, and how many bytes in UTF-8. */
  sharedTexts: 4_000_000,
  sharedBytes: 100_000_000,
  /** Elements within elements; a sheet has a dozen. */
  depth: 64,
  /** Of one tag, text or comment. */
  tokenBytes: 1_000_000,
  /** Of one line of a CSV file. */
  recordBytes: 4_000_000,
} as const
