import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { consentWords } from '#contracts/consent-words.ts'
import type { SipLog } from '../live.ts'
import { putWhole } from './sounds/put-whole.ts'
import { queueWords } from './sounds/queue-words.ts'
import { resample } from '#sip/sound/resample.ts'
import { telephoneRate } from '#sip/sound/sine.ts'
import { readWav, wav } from '#sip/sound/wav.ts'
import type { Speech } from '#sip/speech/engine.ts'
import { isThere } from '#sip/speech/programs.ts'

/** The first words of the greeting: who has gas waits for nothing else. */
export const urgentWords = 'Запах газа, пожар, люди застряли в лифте: нажмите девять.'

/**
 * What callers hear, besides what is made for each shutdown. Recording must be told of (152-ФЗ); the ten minutes are
 * those of ПП 416, п. 13. The names are those of the dialplan (conf/extensions.conf).
 */
export const promptTexts: Record<string, string> = {
  greeting: `${urgentWords} Здравствуйте! Это диспетчерская служба. Разговор записывается.`,
  overflow:
    'Извините, все диспетчеры сейчас заняты. Ваш звонок записан. Мы перезвоним вам в течение десяти минут.',
  'your-house': 'О вашем доме известно:',
  menu:
    // its words are the proof of who presses 1
    `${consentWords.key} ` +
    'Чтобы добавить что-то своё, нажмите два. ' +
    'Чтобы поговорить с диспетчером, нажмите ноль или оставайтесь на линии.',
  thanks: 'Спасибо. Ваш звонок записан. Мы сообщим вам, когда работы закончатся. До свидания.',
  message: 'Скажите после сигнала, что случилось. Закончив, положите трубку.',
  'message-thanks': 'Спасибо. Диспетчер прослушает ваше сообщение в течение десяти минут. До свидания.',
  hidden: 'Ваш номер скрыт, поэтому сообщить вам мы не сможем. Соединяем с диспетчером.',
  late: 'Этот срок уже прошёл. Работы продолжаются, новый срок уточняется.',
  ended: 'Пока вы слушали, отключение завершилось. Если услуги всё ещё нет, оставайтесь на линии.',
  // of a key that was pressed while his place was said
  again: 'Нажмите ещё раз.',
  returned: 'Связь с диспетчером прервалась. Вас не забыли: оставайтесь на линии, вам ответят первому.',
  // they confirm the number; its last four digits are spoken in between
  'keep-number': 'Мы перезвоним на номер, который кончается на:',
  'keep-confirm':
    'Если верно, нажмите один. Чтобы набрать другой номер, нажмите два. Чтобы ждать дальше, оставайтесь на линии.',
  'keep-dial': 'Наберите номер с восьмёрки.',
  'keep-thanks':
    'Место сохранено. Положите трубку. Когда подойдёт ваша очередь, мы перезвоним вам. До свидания.',
  'keep-refused': 'Перезвонить на этот номер не получится. Оставайтесь на линии, ваше место за вами.',
  'keep-not-reached': 'Абонент не отвечает. Попробуем позже.',
  'survey-thanks': 'Спасибо, ваш ответ записан. До свидания.',
  refused: 'Хорошо, автомат вам больше не позвонит. До свидания.',
  ...queueWords,
}

/** 8 kHz WAV, as Asterisk plays it without resampling for each call; throws for what is no WAV that is read. */
export function telephoneWav(file: Buffer): Buffer {
  const { samples, rate } = readWav(file)
  return wav(resample(samples, rate, telephoneRate), telephoneRate)
}

/**
 * Makes the prompts that are missing in `folder` and returns the names of those that are there. Without an engine the
 * calls go on without them; the log says so. The text stands beside each: one whose text has changed is made anew,
 * one without a text is a person's recording and is kept.
 */
export async function makePrompts(folder: string, speech: Speech, log: SipLog): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  await putWhole(join(folder, 'beep.wav'), beep())
  const made = new Set<string>()
  const make = async ([name, text]: [string, string]): Promise<void> => {
    const file = join(folder, `${name}.wav`)
    const textFile = textOf(file)
    try {
      const [isMade, spoken] = await Promise.all([
        isThere(file),
        readFile(textFile, 'utf8').catch(() => null),
      ])
      if (!isMade || (spoken !== null && spoken !== text)) {
        await mkdir(dirname(file), { recursive: true })
        await putWhole(file, telephoneWav(await speech.speak(text)))
        await putWhole(textFile, text)
      }
      made.add(name)
    } catch (error) {
      log.warn({ prompt: name, error }, 'no speech engine (espeak-ng): callers will not hear this prompt')
    }
  }
  const prompts = Object.entries(promptTexts)
  for (let n = 0; n < prompts.length; n += atOnce) await Promise.all(prompts.slice(n, n + atOnce).map(make))
  return Object.keys(promptTexts).filter((name) => made.has(name))
}

/** Prompts spoken side by side. */
const atOnce = 4

/** Beside what an engine spoke; a prompt without it is a person's recording. */
export const textOf = (file: string): string => file.replace(/\.wav$/, '.txt')

/** A third of a second of 1400 Hz, not loud: the sign to speak. */
const beep = (): Buffer =>
  wav(
    Int16Array.from({ length: telephoneRate * 0.3 }, (_, i) =>
      Math.round(6000 * Math.sin((2 * Math.PI * 1400 * i) / telephoneRate)),
    ),
    telephoneRate,
  )
