import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { Snapshot } from '#contracts/journal.ts'
import type { PackedSnapshot } from '#contracts/socket.ts'
import type { Log } from '#server/ports.ts'
import { fitting } from './fitting-snapshot.ts'
import { sightOf, type Room } from './push/rooms.ts'

/** Boards come back from 0.5 s to 5 s after they were cut off; those of one second share one packed snapshot. */
const SHARED_MS = 1000
/** Below it packing saves nothing that anybody notices. */
const WORTH_PACKING_BYTES = 64_000

type Answer = PackedSnapshot | { kind: 'snapshot'; snapshot: Snapshot }

export interface Snapshots {
  /** As of now. */
  plain(room: Room): Promise<Snapshot>
  /** As of now or of a second ago: whoever gets it must be given the journal since. Small ones are not packed. */
  packed(room: Room): Promise<Answer>
}

/**
 * Many who come at once share one reading of the database, and in each room one encoding and one compression: the
 * snapshot of 5,000 tasks is 3.6 MB of JSON, a tenth of it packed. `reachesBack`: the journal since that seq is at hand.
 */
export function createSnapshots(
  take: () => Promise<Snapshot>,
  log: Log,
  reachesBack: (seq: number) => boolean,
): Snapshots {
  let taking: Promise<Snapshot> | null = null
  const shared: Partial<Record<Room, { until: number; answer: Promise<Answer> }>> = {}

  const fittingSnapshot = async (): Promise<Snapshot> =>
    fitting(await take(), (fault, leftOut) => log.error({ err: fault, leftOut }, 'left out of a snapshot'))
  const taken = (): Promise<Snapshot> => {
    taking ??= fittingSnapshot().finally(() => {
      taking = null
    })
    return taking
  }
  const plain = async (room: Room): Promise<Snapshot> => sightOf(room).snapshot(await taken())

  async function pack(room: Room): Promise<Answer> {
    const snapshot = await plain(room)
    const json = Buffer.from(JSON.stringify(snapshot))
    return json.length < WORTH_PACKING_BYTES
      ? { kind: 'snapshot', snapshot }
      : { kind: 'packed', seq: snapshot.seq, gzip: await packedBytes(json) }
  }

  /** Nothing of it is kept longer than it serves. */
  function share(room: Room): Promise<Answer> {
    const answer = pack(room)
    const mine = { until: Infinity, answer }
    shared[room] = mine
    const forget = (): void => {
      if (shared[room] === mine) delete shared[room]
    }
    answer.then(() => {
      mine.until = performance.now() + SHARED_MS
      setTimeout(forget, SHARED_MS).unref()
    }, forget)
    return answer
  }

  return {
    plain,
    async packed(room) {
      const known = shared[room]
      if (known === undefined || known.until < performance.now()) return share(room)
      const answer = await known.answer
      return reachesBack(seqOf(answer)) ? answer : share(room)
    },
  }
}

const seqOf = (answer: Answer): number => (answer.kind === 'packed' ? answer.seq : answer.snapshot.seq)

/** The fastest level: somebody waits for it, and the highest saves a third more at five times the CPU. */
const packedBytes = promisify(
  (json: Buffer, done: (error: Error | null, packed: Uint8Array<ArrayBuffer>) => void) =>
    gzip(json, { level: constants.Z_BEST_SPEED }, done),
)
