import type { Role } from '#contracts/permission.ts'
import type { Store } from '#server/store.ts'
import { newSipSecret } from '#server/features/phone/sip-secret.ts'
import { hashPassword } from '#server/features/session/password.ts'

/** Of everybody whom tests add. */
export const testPassword = 'parol-na-vremya-testa'

/** One person of each given role, `login` = role (then role-2, …), `op-<login>` as SIP user where the role answers. */
export async function addPeople(store: Store, roles: Role[]): Promise<void> {
  const passwordHash = await hashPassword(testPassword)
  const seen = new Map<Role, number>()
  for (const role of roles) {
    const count = (seen.get(role) ?? 0) + 1
    seen.set(role, count)
    const login = count === 1 ? role : `${role}-${count}`
    const sipUsername = role === 'operator' || role === 'dispatcher' ? `op-${login}` : null
    await store.repositories.users.add({ login, name: names[role], role, sipUsername, passwordHash })
  }
}

const names: Record<Role, string> = {
  operator: 'Ольга Иванова',
  dispatcher: 'Пётр Сергеев',
  supervisor: 'Анна Старшая',
  admin: 'Администратор',
  viewer: 'Экран на стене',
}

export interface TestOperator {
  username: string
  ha1: string
}

/** Operators with a SIP secret, as if each had signed in and asked for it. */
export async function addSignedInOperators(
  store: Store,
  { count, realm, now }: { count: number; realm: string; now: Date },
): Promise<TestOperator[]> {
  const made: TestOperator[] = []
  for (let index = 1; index <= count; index++) {
    const username = `op-${index}`
    const { id } = await store.repositories.users.add({
      login: username,
      name: `Оператор ${index}`,
      role: 'operator',
      sipUsername: username,
      passwordHash: 'none',
    })
    const secret = newSipSecret(username, realm)
    await store.repositories.sipAccounts.issue(
      {
        username,
        kind: 'operator',
        userId: id,
        realm,
        ...secret,
        displayName: `Оператор ${index}`,
        number: '',
        visitor: '',
        expiresAt: new Date(now.getTime() + 12 * 3600_000),
      },
      now,
    )
    made.push({ username, ha1: secret.ha1Md5 })
  }
  return made
}
