import { stat } from 'node:fs/promises'
import path from 'node:path'
import { telephoneWav, urgentWords } from '#sip/asterisk/speech.ts'
import { espeak } from '#sip/speech/espeak.ts'
import type { Spoken } from './script.ts'
import type { BurstWorld } from './world.ts'

/** 8 kHz, 16 bit, mono. */
const bytesPerSecond = 16_000

const secondsOf = async (...parts: string[]): Promise<number> =>
  ((await stat(path.join(...parts))).size - 44) / bytesPerSecond

/** How long what is played is, by the very files; before there is a shutdown the greeting alone. */
export async function spokenNow({ knex, asterisk }: BurstWorld, shutdownId: number | null): Promise<Spoken> {
  const { announcementsDir, promptsDir } = asterisk.running
  const prompt = (name: string): Promise<number> => secondsOf(promptsDir, `${name}.wav`)
  const spoken: Spoken = {
    greeting: await prompt('greeting'),
    urgent: telephoneWav(await espeak.speak(urgentWords)).length / bytesPerSecond,
    menu: await prompt('menu'),
    text: 0,
    question: 0,
  }
  if (shutdownId === null) return spoken
  const row = await knex('shutdowns').where({ id: shutdownId }).first('speech_file', 'question_file')
  const house = await knex('houses').whereNotNull('speech_file').first('speech_file')
  const text = await secondsOf(announcementsDir, row.speech_file)
  const address =
    house === undefined ? await prompt('your-house') : await secondsOf(announcementsDir, house.speech_file)
  const question = row.question_file === null ? 0 : await secondsOf(announcementsDir, row.question_file)
  return { ...spoken, text: address + text, question }
}
