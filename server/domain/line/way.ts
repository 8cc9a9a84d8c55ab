import type { LineSet, LineStep, WayReason, WayStep } from '#contracts/line.ts'
import { dayOf, type DayFacts } from './day.ts'

export interface WayFacts extends LineSet, Omit<DayFacts, 'schedules' | 'night'> {}

export interface WayQuestion {
  /** Digits that were dialled. */
  dialled: string
  at: Date
  /** Nobody takes the call, in queues and at numbers outside. */
  isBusy: boolean
  /** Pressed in menus, one after the other; 9 is danger. */
  keys: readonly string[]
}

type Line = LineSet['lines'][number]

/** In which ways a number is dialled: with the country's 7, with 8, with ten digits. */
export const dialledWays = (digits: string): string[] =>
  /^7\d{10}$/.test(digits) ? [digits, `8${digits.slice(1)}`, digits.slice(1)] : [digits]

export function lineOf(lines: readonly Line[], dialled: string): Line | null {
  return (
    lines.find(({ digits }) => digits !== null && dialledWays(digits).includes(dialled)) ??
    lines.find(({ digits }) => digits === null) ??
    null
  )
}

/** No way is longer, then a call back is promised: loops are refused, and extensions.conf counts as well. */
export const longestWay = 30

/**
 * What happens to a call, step by step, each with its reason: the same as extensions.conf does by the views of
 * lines.sql. The last step is where the caller stays or what ends his call.
 */
export function way(facts: WayFacts, question: WayQuestion): WayStep[] {
  const line = lineOf(facts.lines, question.dialled)
  if (line === null) return walk(facts, defaultSteps(facts), { key: 'noLine' }, question)
  const { isDay, reason } = dayOf(line.scheduleId, question.at, facts)
  return walk(facts, isDay ? line.byDay : line.byNight, reason, question)
}

function defaultSteps({ queues }: WayFacts): LineStep[] {
  const queue = queues.find(({ isDefault }) => isDefault)
  return queue ? [{ kind: 'queue', queueId: queue.id }] : []
}

function walk(
  facts: WayFacts,
  steps: readonly LineStep[],
  because: WayReason,
  { isBusy, keys }: WayQuestion,
): WayStep[] {
  const done: WayStep[] = []
  const unpressed = [...keys]
  let left = [...steps]
  let reason = because
  while (done.length < longestWay) {
    const step = left.shift()
    if (step === undefined) return [...done, { step: { kind: 'callback' }, reason: reasonOfEnd(reason) }]
    done.push({ step, reason })
    switch (step.kind) {
      case 'queue': {
        const queue = facts.queues.find(({ id }) => id === step.queueId)
        if (!isBusy) return done
        left = [...(queue?.overflow ?? []), ...left]
        reason = { key: 'busy', seconds: queue?.waitSeconds ?? null }
        break
      }
      case 'menu': {
        const key = unpressed.shift()
        const menu = facts.menus.find(({ id }) => id === step.menuId)
        if (key === '9') {
          left = defaultSteps(facts)
          reason = { key: 'danger' }
          break
        }
        const chosen = menu?.keys.find((one) => one.key === key)
        left = [...(chosen?.steps ?? menu?.otherwise ?? []), ...left]
        reason = chosen ? { key: 'pressed', digit: chosen.key } : { key: 'notPressed' }
        break
      }
      case 'announcement':
        reason = { key: 'said' }
        break
      case 'number':
        if (!isBusy) return done
        reason = { key: 'notAnswered' }
        break
      case 'voicemail':
      case 'callback':
      case 'hangUp':
        return done
    }
  }
  return [...done, { step: { kind: 'callback' }, reason: reasonOfEnd(reason) }]
}

/** Said before a call back is promised because no step is left. */
const reasonOfEnd = (last: WayReason): WayReason =>
  last.key === 'busy' || last.key === 'notAnswered' ? last : { key: 'nothingElse' }
