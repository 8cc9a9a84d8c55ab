import { consentWords } from '#contracts/consent-words.ts'
import { mkdir, readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { telephoneRate } from '#sip/sound/sine.ts'
import { wav } from '#sip/sound/wav.ts'
import { putWhole } from './put-whole.ts'

const ones =
  'ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать'
const tens = 'двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто'

/**
 * By the names of Asterisk's say_number in Russian: `digits/20` and `digits/5` make twenty-five. Beyond ninety-nine, which
 * neither a place that is told nor a wait in minutes is, there is silence.
 */
const numbers = [
  ...ones.split(' ').map((word, n) => [n, word] as const),
  ...tens.split(' ').map((word, n) => [20 + n * 10, word] as const),
]

/**
 * What who waits in the queue hears of it, made of parts by app_queue. The number stands last, so that no word has to
 * agree with it.
 */
export const queueWords: Record<string, string> = {
  'ru/queue/next': 'Вы следующий. Вам ответит первый освободившийся диспетчер.',
  'ru/queue/position': 'Ваш номер в очереди:',
  'ru/queue/keep-place': consentWords.callBackKey,
  'ru/queue/wait': 'Примерное ожидание в минутах:',
  ...Object.fromEntries(numbers.map(([n, word]) => [`ru/digits/${n}`, `${word}.`])),
}

/** Of each of the queues (queues.conf): at most once a minute, when the place has changed; the wait once. */
export const queueAnnouncements = [
  'announce-frequency = 86400',
  'min-announce-frequency = 60',
  'announce-position = limit',
  'announce-position-limit = 30',
  'announce-holdtime = once',
  'announce-round-seconds = 0',
  'queue-youarenext = queue/next',
  'queue-thereare = queue/position',
  'queue-callswaiting =',
  'queue-holdtime = queue/wait',
  'queue-minute =',
  'queue-minutes =',
  'queue-thankyou =',
].join('\n')

/** Between the music of each queue; the first after so many seconds. 9 works in it as in all that is said. */
export const keepsPlaces = ['periodic-announce = queue/keep-place', 'periodic-announce-frequency = 45'].join(
  '\n',
)

/** What say_number asks for besides: hundreds, and what only the English rules need. */
const silentAlone = [
  ...Array.from({ length: 9 }, (_, n) => `${n + 1}00`),
  ...['hundred', 'thousand', 'minus'],
]

/** The names of a number: app_queue asks for the neuter. */
const forms = (name: string): string[] => [name, `${name}n`]

/**
 * What Asterisk has for its /usr/share/asterisk: the same, but for the sounds. In `sounds/ru` are our prompts. Without a
 * language stands silence under each name: a word that was lost must not end the call (app_queue hangs up at a number
 * that it cannot say), and who pressed 9 is spoken to by nobody (language `quiet`).
 * @param seen how a path of Asterisk's root looks from here
 */
export async function makeShare(
  paths: { shareDir: string; promptsDir: string },
  seen: (path: string) => string,
): Promise<void> {
  const { shareDir, promptsDir } = paths
  const system = '/usr/share/asterisk'
  await mkdir(seen(shareDir), { recursive: true })
  for (const name of await readdir(seen(system)))
    if (name !== 'sounds') await link(join(system, name), seen(join(shareDir, name)))
  const sounds = join(shareDir, 'sounds')
  for (const folder of ['queue', 'digits', 'ru/queue', 'ru/digits'])
    await mkdir(seen(join(sounds, folder)), { recursive: true })
  const silence = wav(new Int16Array(telephoneRate / 50), telephoneRate)
  for (const word of Object.keys(queueWords)) {
    const [, folder = '', name = ''] = word.split('/')
    for (const form of folder === 'digits' ? forms(name) : [name]) {
      await putWhole(seen(join(sounds, folder, `${form}.wav`)), silence)
      await link(join(promptsDir, `${word}.wav`), seen(join(sounds, 'ru', folder, `${form}.wav`)))
    }
  }
  for (const name of silentAlone.flatMap(forms))
    await putWhole(seen(join(sounds, 'digits', `${name}.wav`)), silence)
}

const link = (target: string, at: string): Promise<void> =>
  symlink(target, at).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
