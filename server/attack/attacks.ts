import type { Attack } from './attack.ts'
import { requestLines } from './attacks/01-request-lines.ts'
import { transactions } from './attacks/03-transactions.ts'
import { parser } from './attacks/04-parser.ts'
import { page } from './attacks/06-page.ts'

/** All attacks, in the order of their numbers. */
export const attacks: readonly Attack[] = [requestLines, transactions, parser, page]
