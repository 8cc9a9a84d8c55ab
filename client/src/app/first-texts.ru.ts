import { texts as frame } from './texts.ru.ts'
import { texts as call } from '../entities/call/texts.ru.ts'
import { texts as callback } from '../entities/callback/texts.ru.ts'
import { texts as classifier } from '../entities/classifier/texts.ru.ts'
import { texts as operator } from '../entities/operator/texts.ru.ts'
import { texts as phone } from '../entities/phone/texts.ru.ts'
import { texts as place } from '../entities/place/texts.ru.ts'
import { texts as shutdown } from '../entities/shutdown/texts.ru.ts'
import { texts as task } from '../entities/task/texts.ru.ts'
import { texts as shared } from '../i18n/texts.ru.ts'
import { texts as signIn } from '../pages/sign-in/texts.ru.ts'

const all = [frame, call, callback, classifier, operator, phone, place, shutdown, task, shared, signIn]
/** What every page needs, the console and the board above all: it is in the bundle, other phrases load with their page. */
export const texts: object = Object.assign({}, ...all)
