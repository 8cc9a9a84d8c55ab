import type { Attack } from './attack.ts'
import { requestLines } from './attacks/01-request-lines.ts'
import { unreadAnswers } from './attacks/02-unread-answers.ts'
import { callsAgain } from './attacks/05-calls-again.ts'
import { crowdAtTheDoor } from './attacks/07-crowd.ts'
import { imports } from './attacks/12-imports.ts'
import { wrongPasswords } from './attacks/14-wrong-passwords.ts'
import { unstorableText } from './attacks/17-unstorable-text.ts'

/** All attacks, in the order of their numbers. */
export const attacks: readonly Attack[] = [
  requestLines,
  unreadAnswers,
  callsAgain,
  crowdAtTheDoor,
  imports,
  wrongPasswords,
  unstorableText,
]
