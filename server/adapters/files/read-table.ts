import { Worker } from 'node:worker_threads'
import { FileFault, type FileFaultCode, type TableRow } from '#server/app/import/table.ts'

type Message = { rows: TableRow[] } | { end: true } | { fault: FileFaultCode }

/** Twice what the largest file within the limits took; a file that wants more ends its thread and nothing else. */
const heapMb = 1024

/**
 * Rows of a CSV or XLSX file, read in a thread of their own: on one machine the same process carries calls.
 * @throws FileFault
 */
export function readTable(file: Uint8Array): Promise<TableRow[]> {
  const thread = new Worker(new URL('./read-thread.ts', import.meta.url), {
    workerData: new Uint8Array(file),
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  })
  const rows: TableRow[] = []
  return new Promise<TableRow[]>((resolve, reject) => {
    thread.on('message', (message: Message) => {
      if ('rows' in message) for (const row of message.rows) rows.push(row)
      else if ('end' in message) resolve(rows)
      else reject(new FileFault(message.fault))
    })
    thread.on('error', (error: Error & { code?: string }) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new FileFault('tooManyRows') : error),
    )
    thread.on('exit', () => reject(new Error('the thread that reads a file ended before the file')))
  }).finally(() => thread.terminate())
}
