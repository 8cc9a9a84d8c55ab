/**
 * `npm run rebuild`: recomputes every call from the ledger of events and compares it with what boards show, and
 * each call's draft with its call. Exit code 1 when anything differs. With --write it repairs what it found.
 */
import { connect } from '#server/platform/db/connection/connect.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { createStore } from '#server/store.ts'
import { compareProjection, sentenceOf } from '#server/features/call/projections/whole/compare-projection.ts'
import { repairProjection } from '#server/features/call/projections/whole/repair-projection.ts'
import { withDatabase } from './start/with-database.ts'

const shown = 50
const isWrite = process.argv.includes('--write')

await withDatabase(async ({ config: { timeZone }, databaseUrl }) => {
  const knex = connect({ url: databaseUrl, max: 2 })
  const deps = { store: createStore(knex), now: () => new Date(), installation: { timeZone } }
  try {
    await migrate(knex)
    let differences = 0
    let repaired = 0
    const comparing = compareProjection(deps.store)
    let step = await comparing.next()
    for (; !step.done; step = await comparing.next()) {
      differences += 1
      if (differences <= shown) console.log(sentenceOf(step.value))
      if (isWrite && (await repairProjection(deps, step.value))) repaired += 1
    }
    if (differences > shown) console.log(`… и ещё ${differences - shown}`)
    const { calls, withoutEvents } = step.value
    console.log(`Звонков: ${calls}. Расхождений: ${differences}.`)
    if (withoutEvents > 0)
      console.log(`Не проверялись, их события удалены по сроку хранения: ${withoutEvents}.`)
    if (isWrite && differences > 0) console.log(`Исправлено: ${repaired}.`)
    if (differences > 0) process.exitCode = 1
  } finally {
    await knex.destroy()
  }
})
