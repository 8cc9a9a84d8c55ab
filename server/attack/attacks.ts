import type { Attack } from './attack.ts'
import { requestLines } from './attacks/01-request-lines.ts'
import { callsAgain } from './attacks/05-calls-again.ts'
import { imports } from './attacks/12-imports.ts'
import { unstorableText } from './attacks/17-unstorable-text.ts'

/** All attacks, in the order of their numbers. */
export const attacks: readonly Attack[] = [requestLines, callsAgain, imports, unstorableText]
