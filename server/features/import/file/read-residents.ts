import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import {
  FileFault,
  type FileColumn,
  type FileFaultCode,
  type FilePiece,
  type FileToRead,
} from '#server/platform/table.ts'

type Message = FilePiece | { kind: 'fault'; code: FileFaultCode; columns: FileColumn[] }

/** Thrice what the largest file within the limits took; a file that wants more ends its thread and nothing else. */
const heapMb = 192
/** Of CPU, so that a busy machine is no fault of the file; the largest file within the limits took a sixth. */
const cpuSeconds = 300
const lookEveryMs = 1_000

/**
 * Reads a CSV or XLSX register in a thread with a heap and a time of its own: on one machine the same process carries
 * calls. Everything that depends on what is in the file happens there.
 * @throws FileFault
 */
export async function* readResidents({ file, places, today }: FileToRead): AsyncGenerator<FilePiece> {
  const taken = new Int32Array(new SharedArrayBuffer(4))
  const thread = new Worker(new URL('./read-thread.ts', import.meta.url), {
    workerData: { file, places, today, taken },
    transferList: [file.buffer],
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 16 },
  })
  // one that comes when nobody reads any more must not end the process
  thread.on('error', () => undefined)
  const isTooLong = watchCpu(thread)
  try {
    for await (const event of on(thread, 'message', { close: ['exit'] })) {
      const message: Message = event[0]
      if (message.kind === 'fault') throw new FileFault(message.code, message.columns)
      yield message
      if (message.kind === 'end') return
      Atomics.add(taken, 0, 1)
      Atomics.notify(taken, 0)
    }
    if (isTooLong()) throw new FileFault('tooHard')
    throw new Error('the thread that reads a file ended before the file')
  } catch (error) {
    const isOutOfMemory =
      error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    throw isOutOfMemory ? new FileFault('tooHard') : error
  } finally {
    await thread.terminate()
  }
}

/** Ends the thread when its time is used up; answers whether that happened. */
function watchCpu(thread: Worker): () => boolean {
  let isOver = false
  const look = setInterval(() => {
    thread.cpuUsage().then(
      ({ user, system }) => {
        if ((user + system) / 1_000_000 < cpuSeconds) return
        isOver = true
        void thread.terminate()
      },
      // it has ended meanwhile
      () => undefined,
    )
  }, lookEveryMs)
  thread.once('exit', () => clearInterval(look))
  return () => isOver
}
