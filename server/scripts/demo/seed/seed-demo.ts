import { hashPassword } from '#server/features/session/password.ts'
import type { Deps } from '#server/deps.ts'
import { demoSource } from '../call-events.ts'
import { demoClassifier } from '../classifier.ts'
import { demoCompany } from '../company.ts'
import { keepPasswords } from '../keep-passwords.ts'
import { seedDirectory, seedClassifier } from './seed-directory.ts'
import { seedCallers } from './seed-callers.ts'
import { seedCards } from './seed-cards.ts'
import { seedShift } from './seed-shift.ts'
import { seedShutdowns } from './seed-shutdowns.ts'
import { seedSupply } from './seed-supply.ts'
import { demoUsers } from '../users.ts'

/** Advisory lock of the seeding; any number that nothing else in the database uses. */
const seedLock = 416_020

/**
 * The demo company, into a database that has no users yet; on any other nothing happens. Directory and people are
 * one transaction; the shift and its shutdowns follow, and are finished by the next start when this one is cut
 * short. Its people have this password from now on. Of several processes that start at once one seeds, the others wait.
 */
export async function seedDemo(deps: Deps, password: string): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const { knex, users } = tx
    await knex.raw('select pg_advisory_xact_lock(?)', [seedLock])
    if ((await users.logins()).length === 0) await seedCompany(deps, password)
    else await keepPasswords(tx, password)
    await seedShift(deps)
    await seedShutdowns(deps)
  })
}

async function seedCompany(deps: Deps, password: string): Promise<void> {
  const people = await Promise.all(
    demoUsers.map(async (user) => ({ ...user, passwordHash: await hashPassword(password) })),
  )
  await deps.store.transaction(async (tx) => {
    await seedDirectory(tx, demoCompany())
    await seedCards(tx)
    await seedSupply(tx)
    await seedClassifier(tx, demoClassifier)
    await seedCallers(tx)
    for (const user of people) await tx.users.add(user)
    await tx.ledger.saveCursor(demoSource, { inode: demoSource, offset: 0 })
  })
}
