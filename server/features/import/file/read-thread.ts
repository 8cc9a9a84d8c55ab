import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { createFileReader } from './file-reader.ts'
import { FileFault, type FilePiece } from '#server/platform/table.ts'
import { indexPlaces } from '#domain/import/places.ts'
import { readBytes } from '#server/platform/files/read-bytes.ts'

const Given = z.object({
  file: z.instanceof(Uint8Array),
  places: z.object({
    streets: z.array(z.object({ id: z.number(), town: z.string(), kind: z.string(), name: z.string() })),
    houses: z.array(
      z.object({ id: z.number(), streetId: z.number(), number: z.string(), entrances: z.number() }),
    ),
  }),
  today: z.string(),
  /** How many pieces were taken. */
  taken: z.instanceof(Int32Array),
})

/** Pieces that wait to be taken at most: a file may be read faster than it is written down. */
const ahead = 2

const { file, places, today, taken } = Given.parse(workerData)
let sent = 0
function emit(piece: FilePiece): void {
  parentPort?.postMessage(piece)
  sent++
  for (let seen = Atomics.load(taken, 0); sent - seen > ahead; seen = Atomics.load(taken, 0))
    Atomics.wait(taken, 0, seen)
}

try {
  const findHouse = indexPlaces(places.streets, places.houses)
  const reader = createFileReader({ findHouse, today }, emit)
  readBytes(file, reader.row)
  reader.end()
} catch (error) {
  if (!(error instanceof FileFault)) throw error
  parentPort?.postMessage({ kind: 'fault', code: error.code, columns: error.columns })
}
