import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Knex } from 'knex'
import { createMemoryCache } from '#server/platform/cache/memory-cache.ts'
import { connect } from '#server/platform/db/connection/connect.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { createStore } from '#server/store.ts'
import { startEmbeddedPostgres } from '#server/platform/embedded/postgres.ts'
import { createMemoryLimiter } from '#server/platform/limiter/memory-limiter.ts'
import type { Deps } from '#server/deps.ts'
import { noAnnouncements } from '#server/testing/people/no-announcements.ts'
import { noMessages } from '#server/testing/people/no-messages.ts'
import { createTestLog, type TestLog } from '#server/testing/people/test-log.ts'

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
