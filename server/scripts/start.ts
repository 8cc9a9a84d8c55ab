/** `npm start`: everything on one machine with nothing installed; see start/options.ts for help and exit codes. */
import { fileURLToPath } from 'node:url'
import { readConfig } from '#server/config/config.ts'
import { createLogger } from '#server/config/logger.ts'
import { startVakhta } from '#server/main.ts'
import { keptDemoPassword } from './demo/password.ts'
import { seedDemo } from './demo/seed/seed-demo.ts'
import { demoUsers } from './demo/users.ts'
import { ensureClient } from './start/client-build.ts'
import { faultOf } from './start/faults.ts'
import { runUntilSignal } from './start/lifetime.ts'
import { environmentOf, helpText } from './start/options.ts'
import { readyPage } from './start/page.ts'
import { checkPort } from './start/port.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

async function start(): Promise<void> {
  const startedAt = performance.now()
  const env = environmentOf(process.argv.slice(2), process.env)
  if (env === null) return void process.stdout.write(helpText)
  const config = readConfig(env)
  const log = createLogger(config.logLevel)
  const hasWeb = config.services.includes('web')
  if (hasWeb) await checkPort(config.http.host, config.http.port)

  const breakOff = new AbortController()
  const building = hasWeb ? ensureClient(root, breakOff.signal) : Promise.resolve(null)
  building.catch(() => {}) // awaited below, it must not count as unhandled until then
  let demoPassword = ''
  let logins = new Set<string>()
  // in a microtask: signals are heard before the first lock is taken
  const starting = Promise.resolve().then(() =>
    startVakhta(config, {
      log,
      signal: breakOff.signal,
      clientDir: () => building,
      async prepare(deps) {
        if (config.demo && hasWeb) {
          demoPassword = config.demoPassword ?? (await keptDemoPassword(config.dataDir))
          await seedDemo(deps, demoPassword)
        }
        logins = new Set(await deps.store.repositories.users.logins())
      },
    }),
  )
  // before it is ready too: a start that is broken off leaves no database running
  runUntilSignal(starting, log, () => breakOff.abort())
  const vakhta = await starting.catch((error: unknown) => {
    if (breakOff.signal.aborted) return null // the one who broke it off ends the process
    throw error
  })
  if (vakhta === null) return
  if (vakhta.port === null) return log.info({ services: config.services }, 'started')
  process.stdout.write(
    readyPage({
      config,
      port: vakhta.port,
      seconds: (performance.now() - startedAt) / 1000,
      demoPassword,
      demoUsers: config.demo ? demoUsers.filter(({ login }) => logins.has(login)) : [],
      hasUsers: logins.size > 0,
    }),
  )
}

try {
  await start()
} catch (error) {
  const { sentence, exitCode } = faultOf(error)
  process.stderr.write(`${sentence}\n`)
  process.exit(exitCode)
}
