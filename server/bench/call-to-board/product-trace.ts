/** Child process: the running product with embedded PostgreSQL and PBX, a demo company, and accounts that call. */
import { createHash } from 'node:crypto'
import { readConfig } from '#server/config/config.ts'
import { createLogger } from '#server/config/logger.ts'
import { startVakhta } from '#server/main.ts'
import { seedDemo } from '#server/scripts/demo/seed/seed-demo.ts'
import { seedTasks } from '../board-5000/seed-tasks.ts'
import { seedLarge } from '../card/seed-large.ts'
import { accounts, secretOf } from './accounts.ts'
import { demoPassword } from '#server/testing/people/demo-password.ts'

const clientDir = process.env['CLIENT_DIR'] ?? null
const config = readConfig(process.env)
const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex')

const vakhta = await startVakhta(config, {
  log: createLogger(config.logLevel),
  clientDir: async () => clientDir,
  async prepare(deps) {
    await seedDemo(deps, demoPassword)
    const last = new Map<string, any>()
    const k = deps.store.repositories.knex
    k.on('query', (q: any) => { if (q.sql.startsWith('with "_')) last.set(q.sql.slice(6, 14), q) })
    setTimeout(async () => {
      const { default: pg } = await import('pg')
      const c = new pg.Client(k.client.config.connection.connectionString); await c.connect()
      console.error((await c.query('select version()')).rows[0].version)
      for (const [n, q] of last) for (const mode of ['force_custom_plan', 'force_generic_plan', 'auto']) {
        await c.query('set plan_cache_mode = ' + mode)
        for (let i = 0; i < 8; i++) {
          await c.query('begin')
          const t0 = performance.now()
          const r = await c.query({ name: 'x' + n + mode, text: q.sql, values: q.bindings }).catch((e) => console.error(e.message))
          const t1 = performance.now()
          await c.query('rollback')
          console.error(n, mode, (t1 - t0).toFixed(2))
        }
      }
      for (const [n, q] of last) { await c.query('begin'); const types = await c.query({ name: 'ty', text: 'select 1' }); 
        await c.query('set plan_cache_mode = force_generic_plan').catch(() => 0)
        const lit = (v: any) => v === null ? 'null' : v instanceof Date ? `'${v.toISOString()}'` : Array.isArray(v) ? `'{${v.map((x) => '"' + x + '"').join(',')}}'` : typeof v === 'number' ? String(v) : `'${String(v).replaceAll("'", "''")}'`
        await c.query(`prepare z as ${q.sql}`).catch((e) => console.error('prep', e.message))
        const r = await c.query(`explain (analyze, summary, costs) execute z(${q.bindings.map(lit).join(',')})`).catch((e) => console.error('expl', e.message))
        console.error(n, r?.rows.map((x: any) => x['QUERY PLAN']).join('\n')); await c.query('rollback'); await c.query('deallocate z').catch(() => 0) }
    }, 25000)
    if (process.env['LARGE'] === '1') await seedLarge(deps.store.repositories)
    if (process.env['TASKS'] === '1') await seedTasks(deps.store.repositories)
    const { realm } = config.sip
    await deps.store.repositories.knex('sip_accounts').insert(
      accounts.map(({ username, number }) => ({
        username,
        kind: 'caller',
        realm,
        ha1_md5: hash('md5', `${username}:${realm}:${secretOf(username)}`),
        ha1_sha256: hash('sha256', `${username}:${realm}:${secretOf(username)}`),
        display_name: '',
        number,
        expires_at: new Date(Date.now() + 24 * 3600 * 1000),
      })),
    )
  },
})
const stop = () => void vakhta.stop().then(() => process.exit(0))
process.once('SIGTERM', stop)
// the load is gone, however it ended
process.once('disconnect', stop)
process.send?.({
  port: vakhta.port,
  domain: config.sip.domain,
  realm: config.sip.realm,
  queue: config.sip.queueNumber,
})
