// @module-tag programs
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from '#server/platform/db/connection/connect.ts'
import { startProduct, until, type Product } from '#server/testing/product/product.ts'
import { fetchCredentials } from '#sip/caller/fetch-credentials.ts'
import { call } from '#sip/caller/node-caller.ts'

let dataDir: string
let product: Product
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'vakhta-away-'))
  product = await startProduct({ env: { DATA_DIR: dataDir, LOG_LEVEL: 'silent' } })
})
afterEach(async () => {
  await product.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const pidFile = (): string[] =>
  readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')

/** A question to the product's own database, at the port and with the password of this start. */
async function ask<Row>(sql: string): Promise<Row[]> {
  const password = readFileSync(path.join(dataDir, 'postgres.password'), 'utf8').trim()
  const knex = connect({ url: `postgres://vakhta:${password}@127.0.0.1:${pidFile()[3]}/vakhta`, max: 1 })
  try {
    const { rows }: { rows: Row[] } = await knex.raw(sql)
    return rows
  } finally {
    await knex.destroy()
  }
}

test('kill -9 of PostgreSQL in a call: the product lives, and what the call did meanwhile arrives with its true time', async () => {
  const credentials = await fetchCredentials(product.origin, { number: '+73452000012', name: '' })
  const resident = await call({ credentials, speech: { toneHz: 700 } })
  resident.answered.catch(() => {})
  const statusOf = async (): Promise<{ status: string; seconds: number | null } | undefined> => {
    const [row] = await ask<{ status: string; ended_at: Date | null }>(
      `select t.status, c.ended_at from calls c join task_calls l on l.call_id = c.id and l.kind = 'origin'
       join tasks t on t.id = l.task_id where c.source = 'embedded'`,
    )
    return row && { status: row.status, seconds: row.ended_at ? row.ended_at.getTime() : null }
  }
  await until(async () => (await statusOf())?.status === 'draft', 60_000, 'the draft')

  const killed = Number(pidFile()[0])
  process.kill(killed, 'SIGKILL')
  const hungUpAt = Date.now()
  await resident.hangUp()
  await resident.stop().catch(() => {})

  await until(
    async () => (await statusOf().catch(() => undefined))?.status === 'callback',
    20_000,
    'the end of the call arrived after PostgreSQL was back',
  )
  expect(Math.abs(((await statusOf())?.seconds ?? 0) - hungUpAt)).toBeLessThan(2_000)
  expect(Number(pidFile()[0])).not.toBe(killed)
  const ready = await fetch(`${product.origin}/readyz`)
  expect(ready.status).toBe(200)
})
