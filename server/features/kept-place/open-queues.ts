import { phoneDigits } from '#domain/call/caller-number.ts'
import { dayOf } from '#domain/line/day.ts'
import { lineOf } from '#domain/line/way.ts'
import type { Deps } from '#server/deps.ts'
import type { OpenPlace } from './db/kept-places.ts'

/** So long a queue may be without anybody, as when a shift changes. */
const nobodyMs = 5 * 60_000

/**
 * Which queues are open to whom: somebody is there, and his line leads to a queue now as it did when he asked. By night it
 * may lead elsewhere, and then people call him back as they do with missed calls.
 */
export async function openQueues({ store, now, installation }: Deps): Promise<(place: OpenPlace) => boolean> {
  const { lines, liveState } = store.repositories
  const [set, calendar, live] = await Promise.all([lines.all(), lines.calendar(), liveState.read()])
  const at = now().getTime()
  // not known is open
  const isSomebodyHere =
    live === null || live.pbx.state !== 'up' || live.operators.some(({ state }) => state !== 'offline')
  const facts = { ...set, calendar, timeZone: installation.timeZone }
  const isByDay = (scheduleId: number | null, moment: number): boolean =>
    dayOf(scheduleId, new Date(moment), facts).isDay
  return (place) => {
    if (!isSomebodyHere && at - place.keptAt > nobodyMs) return false
    const line = lineOf(set.lines, phoneDigits(place.dialled) || place.dialled)
    if (line === null || isByDay(line.scheduleId, at) === isByDay(line.scheduleId, place.keptAt)) return true
    const steps = isByDay(line.scheduleId, at) ? line.byDay : line.byNight
    return steps.some(({ kind }) => kind === 'queue' || kind === 'menu')
  }
}
