import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { heldMusic } from './held-music.ts'

const file = z.instanceof(Uint8Array).parse(workerData)
parentPort?.postMessage(heldMusic(Buffer.from(file.buffer, file.byteOffset, file.byteLength)))
