import { createServer } from 'node:net'
import { systemCode } from '#server/platform/embedded/postgres/error.ts'
import { PortError } from './faults.ts'

/** Fails early, before anything is built or started, when the port cannot be ours. @throws PortError */
export async function checkPort(host: string, port: number): Promise<void> {
  const server = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
  } catch (error) {
    throw new PortError(host, port, systemCode(error) ?? String(error))
  }
  await new Promise((resolve) => server.close(resolve))
}
