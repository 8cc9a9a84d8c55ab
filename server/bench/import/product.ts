/** Child process: the running product with embedded PostgreSQL, the streets and houses of the register, one supervisor. */
import { readConfig } from '#server/config/config.ts'
import { createLogger } from '#server/config/logger.ts'
import { startVakhta } from '#server/main.ts'
import { buildCity } from '#server/testing/samples/import-city.ts'
import { addPeople } from '#server/testing/people/people.ts'
import { register } from './register.ts'
// says over a socket how long its main thread was busy without a turn
import '#server/attack/probe.ts'

const config = readConfig(process.env)
const vakhta = await startVakhta(config, {
  log: createLogger(config.logLevel),
  clientDir: async () => null,
  async prepare({ store }) {
    await addPeople(store, ['supervisor'])
    await buildCity(store, register(Number(process.env['ROWS'])).houses)
  },
})
const stop = () => void vakhta.stop().then(() => process.exit(0))
process.once('SIGTERM', stop)
// the load is gone, however it ended
process.once('disconnect', stop)
process.send?.({ port: vakhta.port })
