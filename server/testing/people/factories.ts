import { permissionsOfRole, type Role } from '#contracts/permission.ts'
import { createMemoryCache } from '#server/platform/cache/memory-cache.ts'
import type { Store } from '#server/store.ts'
import { createMemoryLimiter } from '#server/platform/limiter/memory-limiter.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { noAnnouncements } from './no-announcements.ts'
import { noMessages } from './no-messages.ts'
import { quietLog } from './quiet-log.ts'

/** A clock that a test turns by hand. */
export interface TestClock {
  now: () => Date
  set: (moment: string) => void
  advance: (ms: number) => void
}

export function testClock(moment = '2026-11-22T10:00:00.000Z'): TestClock {
  let at = Date.parse(moment)
  return {
    now: () => new Date(at),
    set: (next) => {
      at = Date.parse(next)
    },
    advance: (ms) => {
      at += ms
    },
  }
}

/** Dependencies of use cases on a test's own database; Tyumen's clock. */
export const testDeps = (store: Store, changes: Partial<Deps> = {}): Deps => ({
  store,
  cache: createMemoryCache(),
  limiter: createMemoryLimiter(),
  announcements: noAnnouncements,
  messages: noMessages,
  log: quietLog,
  now: () => new Date(),
  installation: {
    timeZone: 'Asia/Yekaterinburg',
    pbx: 'embedded',
    sipRealm: 'vakhta.test',
    sipDomain: 'vakhta.test',
    queueNumber: '112',
    callPage: true,
  },
  ...changes,
})

let people = 0

/** Adds a person of this role, with a SIP user name where the role answers calls, and is that person. */
export async function addActor(store: Store, role: Role, name = `Сотрудник ${people + 1}`): Promise<Person> {
  people += 1
  const login = `${role}-${people}`
  const permissions = permissionsOfRole[role]
  const sipUsername = permissions.includes('call.answer') ? `op-${people}` : null
  const user = await store.repositories.users.add({ login, name, role, sipUsername, passwordHash: 'none' })
  const who = { name, role, permissions, companies: null, sipUsername }
  return { userId: user.id, ...who, sessionHash: null, ip: '127.0.0.1' }
}
