import { residentsFile } from '#server/testing/samples/residents-file.ts'

/** Issue 4, "Must show" 6: 15,000 lines, 200 of them faulty. */
export const usualRows = 15_000
/** Just below what one file may hold (contracts/housing.ts): a whole city. */
export const mostRows = 199_000
export const faultyRows = 200

export const register = (rows: number) => residentsFile({ rows, faultsOfKind: 20 })
