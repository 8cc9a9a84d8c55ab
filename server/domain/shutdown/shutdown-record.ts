import type { Shutdown } from '#contracts/shutdown.ts'
import { legalLimits } from './legal-limits.ts'

/** What callers hear of a shutdown. */
export interface ShutdownSpeech {
  text: string
  /** Grows with every change of the text; files carry it in their names. */
  version: number
  /** Relative to the folder of announcements; null until it can be played. */
  file: string | null
  questionFile: string | null
  isRecordedByHand: boolean
}

/** A shutdown as the core keeps it; boards get `shutdownOfRecord`. */
export interface ShutdownRecord extends Omit<
  Shutdown,
  'limits' | 'speechText' | 'isSpoken' | 'isRecordedByHand'
> {
  speech: ShutdownSpeech
  /** Of its houses the most: a house with two has the shortest permitted interruption. */
  powerSources: 1 | 2
  suggestionId: number | null
  createdBy: number
}

/** As boards show it. */
export function shutdownOfRecord(record: ShutdownRecord): Shutdown {
  const { speech, powerSources, suggestionId: _, createdBy: _by, ...shutdown } = record
  return {
    ...shutdown,
    limits: legalLimits(record.services, new Date(record.startsAt), powerSources),
    speechText: speech.text,
    isSpoken: record.status === 'active' && speech.file !== null,
    isRecordedByHand: speech.isRecordedByHand,
  }
}
