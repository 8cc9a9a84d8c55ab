/**
 * `npm run asterisk`: the product on a real Asterisk 22 on this machine, with the demo company. Obtains Asterisk where
 * the system has none (a Debian sid root; needs root). Asterisk and its calls outlive our processes; Ctrl+C ends all.
 *
 *   -- --port 8080        the site (or PORT)
 *   -- --sip-port 5060    SIP over UDP for the trunk, on loopback; a call to any number reaches the queue
 *   -- --data ./data/asterisk-demo
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { connect } from '#server/platform/db/connection/connect.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { freePort } from '#server/platform/embedded/free-port.ts'
import { startEmbeddedPostgres } from '#server/platform/embedded/postgres.ts'
import { createLogger } from '#server/config/logger.ts'
import { Variables } from '#server/config/variables.ts'
import { installViews } from '#sip/asterisk/install-views.ts'
import { asteriskVersion, NoAsterisk, obtainAsterisk } from '#sip/asterisk/root.ts'
import { startAsterisk } from '#sip/asterisk/run-asterisk.ts'
import { espeak } from '#sip/speech/espeak.ts'
import { faultOf } from './start/faults.ts'
import { runUntilSignal } from './start/lifetime.ts'
import { checkPort } from './start/port.ts'

const home = fileURLToPath(new URL('../../', import.meta.url))
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env['PORT'] ?? '8080' },
    'sip-port': { type: 'string', default: '5060' },
    data: { type: 'string', default: 'data/asterisk-demo' },
  },
})
const Secrets = z.object({ database: z.string(), ami: z.string(), robot: z.string() })
type Secrets = z.infer<typeof Secrets>
const log = createLogger('info')
const role = 'vakhta_asterisk'
const queue = { number: '112', name: 'dispatch', ringSeconds: 20, maxWaitSeconds: 300, wrapUpSeconds: 1 }

async function start(): Promise<void> {
  const dataDir = path.resolve(values.data)
  // before a minute is spent on Asterisk and PostgreSQL
  await checkPort(process.env['HOST'] ?? '127.0.0.1', Number(values.port))
  const root = await obtainAsterisk({ cacheDir: path.join(home, '.cache/asterisk-root'), log })
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  const stopping: (() => Promise<unknown>)[] = [() => postgres.stop()]
  const stop = async (): Promise<void> => {
    for (const end of stopping.toReversed()) await end()
  }
  try {
    const secrets = keptSecrets(path.join(dataDir, 'asterisk-secrets.json'))
    const database = new URL(postgres.url)
    const name = database.pathname.slice(1)
    const knex = connect({ url: postgres.url, max: 1 })
    await migrate(knex)
    const password = secrets.database
    const timeZone = Variables.shape.TIME_ZONE.parse(process.env['TIME_ZONE'])
    await installViews({ query: (sql) => knex.raw(sql), database: name, role, password, queue, timeZone })
    await knex.destroy()

    const ports = { http: await freePort(), sip: Number(values['sip-port']), ami: await freePort() }
    const asterisk = await startAsterisk({
      root,
      dataDir: path.join(dataDir, 'asterisk'),
      database: { host: database.hostname, port: postgres.port, name, user: role, password },
      ports: { ...ports, rtpFrom: 10_000, rtpTo: 10_999 },
      trunk: { addresses: ['127.0.0.0/8'], contact: null },
      queue,
      amiUser: 'vakhta',
      amiSecret: secrets.ami,
      robotSecret: secrets.robot,
      speech: espeak,
      log,
    })
    stopping.push(() => asterisk.stop())
    const product = spawn(process.execPath, [fileURLToPath(new URL('start.ts', import.meta.url))], {
      cwd: home,
      stdio: 'inherit',
      env: {
        ...process.env,
        PORT: values.port,
        DATA_DIR: dataDir,
        DATABASE_URL: postgres.url,
        DEMO: '1',
        CALL_PAGE: '1',
        PBX: 'asterisk',
        ASTERISK_CEL_FILE: asterisk.celFile,
        ASTERISK_WS: `127.0.0.1:${asterisk.ports.http}`,
        ASTERISK_AMI: `127.0.0.1:${asterisk.ports.ami}`,
        ASTERISK_AMI_USER: 'vakhta',
        ASTERISK_AMI_SECRET: secrets.ami,
        ASTERISK_AMI_ROBOT_SECRET: secrets.robot,
        RECORDINGS_DIR: asterisk.recordingsDir,
        ANNOUNCEMENTS_DIR: asterisk.announcementsDir,
      },
    })
    const ended = new Promise<void>((resolve) => product.once('exit', () => resolve()))
    stopping.push(() => (product.kill('SIGTERM'), ended))
    const version = await asteriskVersion(root)
    log.info({ sipPort: ports.sip, version, root }, 'Asterisk runs; call it by SIP over UDP')
    runUntilSignal({ stop }, log)
    await ended
    await stop()
    process.exit(product.exitCode ?? 0)
  } catch (error) {
    await stop()
    throw error
  }
}

/** Made once for this data folder; the database keeps its role's password, so it must not change with each start. */
function keptSecrets(file: string): Secrets {
  mkdirSync(path.dirname(file), { recursive: true })
  const kept: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const known = Secrets.partial().safeParse(kept)
  if (!known.success) throw new Error(`${file} is damaged: remove it to have new secrets made`)
  const fresh = () => randomBytes(24).toString('base64url')
  const { database = fresh(), ami = fresh(), robot = fresh() } = known.data
  const secrets = { database, ami, robot }
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
  return secrets
}

try {
  await start()
} catch (error) {
  if (error instanceof NoAsterisk) {
    process.stderr.write(`${error.message}\n`)
    process.exit(69)
  }
  const { sentence, exitCode } = faultOf(error)
  process.stderr.write(`${sentence}\n`)
  process.exit(exitCode)
}
