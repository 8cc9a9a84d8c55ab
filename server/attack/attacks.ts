import type { Attack } from './attack.ts'
import { requestLines } from './attacks/01-request-lines.ts'
import { imports } from './attacks/12-imports.ts'
import { frozenPostgres } from './attacks/13-frozen-postgres.ts'

/** All attacks, in the order of their numbers. */
export const attacks: readonly Attack[] = [requestLines, imports, frozenPostgres]
