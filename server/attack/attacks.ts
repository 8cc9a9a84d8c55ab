import type { Attack } from './attack.ts'
import { requestLines } from './attacks/01-request-lines.ts'
import { unreadAnswers } from './attacks/02-unread-answers.ts'
import { crowdAtTheDoor } from './attacks/07-crowd.ts'
import { wrongPasswords } from './attacks/14-wrong-passwords.ts'

/** All attacks, in the order of their numbers. */
export const attacks: readonly Attack[] = [requestLines, unreadAnswers, crowdAtTheDoor, wrongPasswords]
