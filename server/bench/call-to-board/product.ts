/** Child process: the running product with embedded PostgreSQL and PBX, a demo company, and accounts that call. */
import { createHash } from 'node:crypto'
import { readConfig } from '#server/config/config.ts'
import { createLogger } from '#server/config/logger.ts'
import { startVakhta } from '#server/main.ts'
import { seedDemo } from '#server/scripts/demo/seed/seed-demo.ts'
import { seedTasks } from '../board-5000/seed-tasks.ts'
import { seedLarge } from '../card/seed-large.ts'
import { accounts, secretOf } from './load.ts'
import { demoPassword } from '#server/testing/people/demo-password.ts'

const clientDir = process.env['CLIENT_DIR'] ?? null
const config = readConfig(process.env)
const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex')

const vakhta = await startVakhta(config, {
  log: createLogger(config.logLevel),
  clientDir: async () => clientDir,
  async prepare(deps) {
    await seedDemo(deps, demoPassword)
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
