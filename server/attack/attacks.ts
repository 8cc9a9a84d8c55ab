import type { Attack } from './attack.ts'
import { requestLines } from './attacks/01-request-lines.ts'
import { unreadAnswers } from './attacks/02-unread-answers.ts'
import { transactions } from './attacks/03-transactions.ts'
import { parser } from './attacks/04-parser.ts'
import { callsAgain } from './attacks/05-calls-again.ts'
import { page } from './attacks/06-page.ts'
import { crowdAtTheDoor } from './attacks/07-crowd.ts'
import { imports } from './attacks/12-imports.ts'
import { frozenPostgres } from './attacks/13-frozen-postgres.ts'
import { wrongPasswords } from './attacks/14-wrong-passwords.ts'
import { unstorableText } from './attacks/17-unstorable-text.ts'

/** All attacks, in the order of their numbers. */
export const attacks: readonly Attack[] = [
  requestLines,
  unreadAnswers,
  transactions,
  parser,
  callsAgain,
  page,
  crowdAtTheDoor,
  imports,
  frozenPostgres,
  wrongPasswords,
  unstorableText,
]
