import { parentPort, workerData } from 'node:worker_threads'
import { readBytes } from './read-bytes.ts'
import { FileFault } from '#server/app/import/table.ts'

/** A piece is cloned at once: small enough that the process which takes calls does not notice. */
const rowsAtOnce = 500

const bytes: unknown = workerData
try {
  if (!(bytes instanceof Uint8Array)) throw new FileFault('notATable')
  const rows = readBytes(bytes)
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    parentPort?.postMessage({ rows: rows.slice(at, at + rowsAtOnce) })
  parentPort?.postMessage({ end: true })
} catch (error) {
  if (!(error instanceof FileFault)) throw error
  parentPort?.postMessage({ fault: error.code })
}
