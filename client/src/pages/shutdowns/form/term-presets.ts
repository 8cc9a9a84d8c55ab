import { wallTime } from '../../../i18n/wall-clock.ts'
import { parseMoment } from '../../../ui/date/parse-moment.ts'

export interface TermPreset {
  text: string
  at: () => Date | null
}

type Say = (
  key: 'shutdownForm.plus' | 'shutdownForm.until' | 'shutdownForm.tomorrow',
  named: Record<string, string | number>,
) => string

/** Terms that dispatchers name most; «до 18:00» only while 18:00 is still ahead. */
export function termPresets(say: Say, now: number): TermPreset[] {
  const at = (typed: string) => (): Date | null => {
    const moment = parseMoment(typed, Date.now(), 'next')
    return moment === 'bad' ? null : moment
  }
  const isBefore18 = wallTime(now).hour < 18
  return [
    { text: say('shutdownForm.plus', { n: 2 }), at: at('+2') },
    { text: say('shutdownForm.plus', { n: 4 }), at: at('+4') },
    ...(isBefore18 ? [{ text: say('shutdownForm.until', { time: '18:00' }), at: at('18:00') }] : []),
    { text: say('shutdownForm.tomorrow', { time: '18:00' }), at: at('завтра 18:00') },
  ]
}
