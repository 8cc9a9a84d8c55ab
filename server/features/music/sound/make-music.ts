import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** In a thread of its own: it takes a second or two, and the same process carries boards and calls. */
export async function makeMusic(file: Buffer): Promise<Buffer | null> {
  const thread = new Worker(new URL('./held-music-thread.ts', import.meta.url), { workerData: file })
  try {
    const [made]: unknown[] = await once(thread, 'message')
    return made instanceof Uint8Array ? Buffer.from(made.buffer, made.byteOffset, made.byteLength) : null
  } finally {
    await thread.terminate()
  }
}
