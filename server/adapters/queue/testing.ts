import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Knex } from 'knex'
import { createMemoryCache } from '#server/adapters/cache/memory-cache.ts'
import { connect } from '#server/adapters/db/connect.ts'
import { migrate } from '#server/adapters/db/migrate.ts'
import { createStore } from '#server/adapters/db/store.ts'
import { startEmbeddedPostgres } from '#server/adapters/embedded/postgres.ts'
import { createMemoryLimiter } from '#server/adapters/limiter/memory-limiter.ts'
import type { Deps } from '#server/app/deps.ts'
import { noAnnouncements } from '#server/testing/no-announcements.ts'
import { noMessages } from '#server/testing/no-messages.ts'
import { createTestLog, type TestLog } from '#server/testing/test-log.ts'

/** A real database of its own with a table that handlers of tests write their effects to. */
export interface JobBench {
  url: string
  knex: Knex
  deps: Deps
  log: TestLog
  stop(): Promise<void>
}

export async function createJobBench(): Promise<JobBench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vakhta-jobs-'))
  const log = createTestLog()
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: createTestLog() })
  const knex = connect({ url: postgres.url })
  await migrate(knex)
  await knex.raw('create table effects (job_id bigint not null, at timestamptz not null default now())')
  return {
    url: postgres.url,
    knex,
    log,
    deps: {
      store: createStore(knex),
      cache: createMemoryCache(),
      limiter: createMemoryLimiter(),
      announcements: noAnnouncements,
      messages: noMessages,
      log,
      now: () => new Date(),
      installation: {
        timeZone: 'Asia/Yekaterinburg',
        pbx: 'embedded',
        sipRealm: 'test',
        sipDomain: 'test.local',
        queueNumber: '112',
        callPage: false,
      },
    },
    async stop() {
      await knex.destroy()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
