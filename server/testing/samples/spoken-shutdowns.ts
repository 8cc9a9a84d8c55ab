import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Knex } from 'knex'
import { putWhole } from '#sip/asterisk/sounds/put-whole.ts'
import { telephoneWav } from '#sip/asterisk/speech.ts'
import { espeak } from '#sip/speech/espeak.ts'

/** A shutdown as its rows and files are after the worker has spoken it, without the worker. */
export interface SpokenShutdown {
  id: number
  /** How long its text is when it is played. */
  seconds: number
}

export interface SpokenShutdownOptions {
  houseIds: number[]
  createdBy: number
  text: string
  question?: string
  kind?: 'emergency' | 'planned' | 'incident'
  status?: 'planned' | 'active'
  startsAt?: Date
  plannedEnd?: Date | null
  entrances?: number[] | null
}

/** 8 kHz, 16 bit, mono. */
const secondsOf = (file: Buffer): number => (file.length - 44) / 16_000

export async function speakInto(folder: string, name: string, text: string): Promise<number> {
  await mkdir(join(folder, name, '..'), { recursive: true })
  const file = telephoneWav(await espeak.speak(text))
  await putWhole(join(folder, name), file)
  return secondsOf(file)
}

/** The rows alone: nothing is spoken yet. */
export async function addShutdownRow(
  knex: Knex,
  options: Omit<SpokenShutdownOptions, 'question'>,
): Promise<number> {
  const { houseIds, createdBy, text, entrances = null, plannedEnd = null } = options
  const now = new Date()
  const [row] = await knex('shutdowns')
    .insert({
      number: `О26-${String(++made).padStart(6, '0')}`,
      kind: options.kind ?? 'emergency',
      status: options.status ?? 'active',
      services: ['coldWater'],
      starts_at: options.startsAt ?? new Date(now.getTime() - 60_000),
      planned_end: plannedEnd,
      places: 'тест',
      speech_text: text,
      speech_version: 1,
      created_by: createdBy,
      created_at: now,
      updated_at: now,
    })
    .returning('id')
  const id: number = row.id
  await knex('shutdown_houses').insert(
    houseIds.map((houseId) => ({ shutdown_id: id, house_id: houseId, via: 'house', entrances })),
  )
  return id
}

export async function addSpokenShutdown(
  knex: Knex,
  folder: string,
  { question, ...options }: SpokenShutdownOptions,
): Promise<SpokenShutdown> {
  const id = await addShutdownRow(knex, options)
  const seconds = await sayAnew(knex, folder, { id, version: 1, text: options.text })
  if (question !== undefined) {
    const file = `shutdowns/${id}-question-aa.wav`
    await speakInto(folder, file, question)
    await knex('shutdowns').where({ id }).update({ question_file: file })
  }
  return { id, seconds }
}

/** The next version of its text; answers how long it is. */
export async function sayAnew(
  knex: Knex,
  folder: string,
  { id, version, text }: { id: number; version: number; text: string },
): Promise<number> {
  const file = `shutdowns/${id}-${version}.wav`
  const seconds = await speakInto(folder, file, text)
  await knex('shutdowns')
    .where({ id })
    .update({ speech_file: file, speech_version: version, speech_text: text })
  return seconds
}

let made = 0
