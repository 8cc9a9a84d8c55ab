import { texts as frame } from './texts.en.ts'
import { texts as call } from '../entities/call/texts.en.ts'
import { texts as callback } from '../entities/callback/texts.en.ts'
import { texts as classifier } from '../entities/classifier/texts.en.ts'
import { texts as operator } from '../entities/operator/texts.en.ts'
import { texts as phone } from '../entities/phone/texts.en.ts'
import { texts as place } from '../entities/place/texts.en.ts'
import { texts as shutdown } from '../entities/shutdown/texts.en.ts'
import { texts as task } from '../entities/task/texts.en.ts'
import { texts as shared } from '../i18n/texts.en.ts'
import { texts as signIn } from '../pages/sign-in/texts.en.ts'

const all = [frame, call, callback, classifier, operator, phone, place, shutdown, task, shared, signIn]
/** The same in English, loaded when it is chosen. */
export const texts: object = Object.assign({}, ...all)
