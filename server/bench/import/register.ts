import { residentsFile } from '#server/testing/residents-file.ts'

/** Issue 4, "Must show" 6: 15,000 lines, 200 of them faulty. */
export const register = () => residentsFile({ rows: 15_000, faultsOfKind: 20 })
