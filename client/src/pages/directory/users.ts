import type { MessageKey } from '../../i18n/i18n.ts'

/** What refers to an entry, as the server names it. */
const users: Record<string, MessageKey> = {
  streets: 'form.usedByStreets',
  houses: 'form.usedByHouses',
  supplyPoints: 'form.usedBySupplyPoints',
  shutdowns: 'form.usedByShutdowns',
  workers: 'form.usedByWorkers',
}
export const usersKey = (by: string): MessageKey | null => users[by] ?? null
