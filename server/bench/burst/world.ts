import { asteriskEnv } from '#server/testing/asterisk/asterisk-env.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Knex } from 'knex'
import { connect } from '#server/platform/db/connection/connect.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { createStore } from '#server/store.ts'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { addPeople, testPassword } from '#server/testing/people/people.ts'
import { startProduct } from '#server/testing/product/product.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { seedCity, type City, type CitySize } from './city.ts'
import { openDesk, type Desk } from './people/desk.ts'

/** The product on a real Asterisk with an invented city, and a shift that has signed in. */
export interface BurstWorld {
  knex: Knex
  asterisk: TestAsterisk
  city: City
  dispatcher: Desk
  supervisor: Desk
  operators: Desk[]
  /** What the product printed: its log from `warn` on. */
  output(): string
  stop(): Promise<void>
}

export interface BurstWorldOptions {
  /** An empty database of its own. */
  databaseUrl: string
  size: CitySize
  operators: number
  atOnce: number
  /** After so long somebody in the queue is promised a call-back; seconds of the clock. */
  maxWaitSeconds: number
}

export async function openBurstWorld(options: BurstWorldOptions): Promise<BurstWorld> {
  const { databaseUrl, maxWaitSeconds, atOnce } = options
  const dataDir = await mkdtemp(path.join(tmpdir(), 'vakhta-burst-'))
  const knex = connect({ url: databaseUrl, max: 4 })
  await migrate(knex)
  const city = await seedCity(knex, options.size)
  const operators = Array.from({ length: options.operators }, () => 'operator' as const)
  await addPeople(createStore(knex), ['admin', 'supervisor', 'dispatcher', ...operators])
  const asterisk = await startTestAsterisk({
    databaseUrl,
    log: quietLog,
    withPrompts: true,
    queue: { ringSeconds: 20, maxWaitSeconds },
    atOnce,
  })
  const { running } = asterisk
  const product = await startProduct({
    env: {
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      ...asteriskEnv(asterisk),
      ANNOUNCEMENTS_DIR: running.announcementsDir,
    },
  })
  const desk = (login: string): Promise<Desk> => openDesk(product.origin, login, testPassword)
  const admin = await desk('admin')
  const { version } = await admin.ask('getSettings')
  // what is written down after a talk is in its length (assumptions.ts), and so is scaled with it
  await admin.ask('changeSettings', { body: { version, changes: { wrap_up_seconds: 0 } } })
  return {
    knex,
    asterisk,
    city,
    dispatcher: await desk('dispatcher'),
    supervisor: await desk('supervisor'),
    operators: await Promise.all(operators.map((role, n) => desk(n === 0 ? role : `${role}-${n + 1}`))),
    output: () => product.output(),
    async stop() {
      await product.stop()
      await asterisk.stop()
      await knex.destroy()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
