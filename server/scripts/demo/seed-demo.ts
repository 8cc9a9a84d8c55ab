import { hashPassword } from '#server/app/session/password.ts'
import type { Deps } from '#server/app/deps.ts'
import { demoClassifier } from './classifier.ts'
import { demoCompany } from './company.ts'
import { seedDirectory, seedClassifier } from './seed-directory.ts'
import { demoUsers } from './users.ts'

/**
 * The demo company, into a database that has no users yet; otherwise nothing happens. Directory and people are one
 * transaction. True when it seeded.
 */
export async function seedDemo(deps: Deps): Promise<boolean> {
  if ((await deps.store.repositories.users.logins()).length > 0) return false
  const people = await Promise.all(
    demoUsers.map(async ({ password, ...user }) => ({ ...user, passwordHash: await hashPassword(password) })),
  )
  return deps.store.transaction(async (tx) => {
    await tx.knex.raw(`lock table users in share row exclusive mode`) // two processes that start at once
    if ((await tx.users.logins()).length > 0) return false
    await seedDirectory(tx, demoCompany())
    await seedClassifier(tx, demoClassifier)
    for (const user of people) await tx.users.add(user)
    return true
  })
}
