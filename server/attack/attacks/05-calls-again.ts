import { appendFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Snapshot } from '#contracts/journal.ts'
import { openBoard, type Board } from '#server/testing/together/board.ts'
import type { Attack, Target } from '../attack.ts'

const number = '+79990000005'
const calls = 8_000
const perSecond = 400
const withinMs = 38_000

/**
 * What an auto-dialler does in days, told to the product at once: in the ledger, behind every limit that the PBX sets
 * to calls. All are one call-back, and boards must open as before.
 */
export const callsAgain: Attack = {
  number: '05',
  title: 'a number that calls again and again',
  async run(target) {
    const { session } = await target.signIn('dispatcher1')
    const open = (): Promise<Board> => opened(openBoard(session.origin, session))
    const board = await open()
    const before = sizeOf(snapshotOf(board))
    const endsAt = performance.now() + withinMs
    const fits = (): boolean => performance.now() < endsAt
    for (let n = 0; n < calls && fits(); n += perSecond / 4) {
      await ring(target, n, perSecond / 4)
      await pause(250)
    }
    const count = (): number => callbackOf(board)?.callCount ?? callbackOf(board)?.callIds.length ?? 0
    while (count() < calls && fits()) await pause(200)
    const late = await open()
    const after = sizeOf(snapshotOf(late))
    const entry = Math.max(0, ...board.frames.flatMap(({ entries }) => entries.map(sizeOf)))
    const counted = count()
    board.close()
    late.close()
    return {
      // the operator who goes on working makes drafts meanwhile
      isHeld: counted === calls && after < before + 200_000 && entry < 8_000,
      figures: `${counted} of ${calls} calls in one call-back; snapshot ${kilo(before)} → ${kilo(after)}, largest entry ${kilo(entry)}`,
    }
  },
}

const sizeOf = (value: unknown): number => JSON.stringify(value).length
const kilo = (size: number): string => `${(size / 1000).toFixed(1)} kB`

const callbackOf = ({ state }: Board) =>
  [...state.tasks.values()].find(
    ({ status, fields }) => status === 'callback' && fields.applicantPhone === number,
  )

async function opened(board: Board): Promise<Board> {
  for (let tries = 0; tries < 200 && board.answers.length === 0; tries++) await pause(50)
  return board
}

function snapshotOf(board: Board): Snapshot {
  const answer = board.answers[0]
  if (answer?.kind !== 'snapshot') throw new Error('a board was not opened within 10 s')
  return answer.snapshot
}

/** As the embedded PBX writes it: he rings, is not answered and gives up. */
async function ring({ dataDir }: Target, from: number, count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, n) => {
    const common = { at: new Date().toISOString(), callId: `again-${from + n}` }
    return [
      {
        ...common,
        type: 'call.arrived',
        legId: `again-${from + n}-a`,
        from: number,
        displayName: '',
        to: '112',
      },
      { ...common, type: 'call.queued', queue: '112' },
      { ...common, type: 'call.ended', endedBy: 'caller', cause: 'cancelled' },
    ]
  })
  await appendFile(
    path.join(dataDir, 'ledger.jsonl'),
    lines
      .flat()
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  )
}
