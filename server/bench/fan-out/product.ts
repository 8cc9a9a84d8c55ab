/** Child process: the running web service with its database; a change is a row of the journal, as any change is. */
import { readConfig } from '#server/config/config.ts'
import { createLogger } from '#server/config/logger.ts'
import { startVakhta } from '#server/main.ts'
import { seedDemo } from '#server/scripts/demo/seed/seed-demo.ts'
import { demoPassword } from '#server/testing/people/demo-password.ts'
import { serveOrders } from './orders.ts'

const config = readConfig(process.env)
const vakhta = await startVakhta(config, {
  log: createLogger(config.logLevel),
  clientDir: async () => null,
  prepare: (deps) => seedDemo(deps, demoPassword),
})
serveOrders()
process.send?.({ port: vakhta.port, databaseUrl: vakhta.databaseUrl })
const stop = () => void vakhta.stop().then(() => process.exit(0))
process.once('SIGTERM', stop)
// the load is gone, however it ended
process.once('disconnect', stop)
