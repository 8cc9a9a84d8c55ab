import { defaultSettings } from '#contracts/settings.ts'
import { PhoneOrder } from '#server/features/phone/phone-order.ts'
import type { Deps } from '#server/deps.ts'
import type { PbxSource } from './pbx-source.ts'

/** A page that closes may be one that is loaded anew: its first question to the server comes long before this. */
const closedMs = 3000
const settingsMs = 5000

export interface Orders {
  receive(payload: string): void
  stop(): void
}

/** What people's pages ask of the PBX by way of the database. */
export function followOrders(
  { log }: Pick<Deps, 'log'>,
  source: Pick<PbxSource, 'name' | 'take' | 'takeOut' | 'giveBack'>,
): Orders {
  const waiting = new Map<string, NodeJS.Timeout>()
  return {
    receive(payload) {
      const order = PhoneOrder.safeParse(JSON.parse(payload))
      if (!order.success) return log.warn({ payload }, 'an order to the PBX that is none')
      const given = order.data
      if (given.kind === 'take' || given.kind === 'takeOut') {
        const [pbx, ...rest] = given.callId.split(':')
        const id = rest.join(':')
        if (pbx !== source.name) return
        return given.kind === 'take' ? source.take(id, given.username) : source.takeOut(id)
      }
      const { kind, username } = given
      clearTimeout(waiting.get(username))
      waiting.delete(username)
      if (kind === 'opened') return
      const giveBack = (): void => {
        waiting.delete(username)
        source.giveBack(username)
      }
      waiting.set(username, setTimeout(giveBack, closedMs))
    },
    stop() {
      for (const timer of waiting.values()) clearTimeout(timer)
    },
  }
}

/** The setting as it was a moment ago, for a PBX that cannot wait for the database. */
export function rememberLostPageSeconds(deps: Pick<Deps, 'store'>): { now(): number; stop(): void } {
  let seconds = defaultSettings.lost_page_seconds
  const read = (): void => {
    deps.store.repositories.settings
      .read()
      .then(({ settings }) => {
        seconds = settings.lost_page_seconds
      })
      .catch(() => undefined)
  }
  read()
  const timer = setInterval(read, settingsMs)
  return { now: () => seconds, stop: () => clearInterval(timer) }
}
