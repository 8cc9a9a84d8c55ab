import { residentsFile } from '#server/testing/samples/residents-file.ts'

/** Issue 4, "Must show" 6: 15,000 lines, 200 of them faulty. */
export const usualRows = 15_000
/** As many of these lines as a file of 20 MB holds: a whole city. */
export const mostRows = 108_000
export const faultyRows = 200

export const register = (rows: number) => residentsFile({ rows, faultsOfKind: 20 })
