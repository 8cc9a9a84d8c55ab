import type { OperatorPresence } from '#contracts/user.ts'
import type { useText } from '../../i18n/i18n.ts'

type Translate = ReturnType<typeof useText>['t']

/** A state in words; a pause by its reason, which is data, and unreachability by its cause. */
export function stateText(t: Translate, { state, reason, why }: OperatorPresence): string {
  if (state === 'paused' && reason !== undefined) return reason
  return t(`operator.${state === 'unreachable' && why !== undefined ? why : state}`)
}

/** Never below zero: the server ends the rest a moment later than the clock of the page. */
export const secondsLeft = (until: string | undefined, now: number): number =>
  until === undefined ? 0 : Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
