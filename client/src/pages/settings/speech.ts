import type { RouteResponse } from '#contracts/http.ts'
import type { Settings } from '#contracts/settings.ts'
import type { MessageKey } from '../../i18n/i18n.ts'

type Speech = RouteResponse<'getSpeech'>

export interface SpeechState {
  key: MessageKey
  named: Record<string, string | number>
  isBad: boolean
  progress: { done: number; total: number } | null
}

/** The engine and the voice that are chosen on the page can be heard here. */
export function isInstalled({ installed }: Speech, { speech_engine, speech_voice }: Settings): boolean {
  const hasVoice = installed.rhvoice.includes(speech_voice)
  if (speech_engine === 'rhvoice') return hasVoice
  if (speech_engine === 'espeak') return installed.espeak
  return installed.rhvoice.length > 0 ? hasVoice : installed.espeak
}

/** Who speaks now, and is everything spoken by him? */
export function speechState(speech: Speech | null): SpeechState | null {
  if (speech === null) return null
  const { current, spoken, total } = speech
  if (current === null) return { key: 'setting.speechNone', named: {}, isBad: true, progress: null }
  const [engine, voice] = current.split(':')
  const name = engine === 'rhvoice' ? `RHVoice, ${voice ?? ''}` : 'espeak-ng'
  if (spoken < total) {
    const named = { name, done: spoken, total }
    return { key: 'setting.speechGoing', named, isBad: false, progress: { done: spoken, total } }
  }
  return { key: 'setting.speechDone', named: { name, total }, isBad: false, progress: null }
}
