import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startServer } from '../child.ts'
import { median, medianInterval, quantile, type Interval } from '../stats.ts'
import type { OpenBoards } from './boards.ts'
import { openFloorLoad } from './floor-load.ts'
import { openProductLoad } from './product-load.ts'
import type { Load, Round } from './round.ts'

export interface Plan {
  /** [calls a second, boards] */
  cells: readonly (readonly [number, number])[]
  /** How often product, floor, floor, product: two pairs each time. */
  quads: number
  seconds: (perSecond: number) => number
  openBoards: OpenBoards
  /** Folder of the built client for boards that are pages. */
  clientDir?: string
}

interface Side {
  p50: number
  p99: number
  calls: number
  lost: number
  cpuMsPerCall: number
}

export interface Cell {
  perSecond: number
  boards: number
  product: Side
  floor: Side
  ratioP50: Interval
  ratioP99: Interval
}

/** INVITE on the wire to the frame at the last board, against one commit and one bare broadcast. */
export async function callToBoard(plan: Plan, say: (line: string) => void): Promise<Cell[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vakhta-bench-'))
  const at = (name: string) => new URL(name, import.meta.url)
  const [product, floor] = await Promise.all([
    startServer(at('product.ts'), {
      DATA_DIR: path.join(folder, 'product'),
      PORT: '0',
      DEMO: '1',
      LOG_LEVEL: 'error',
      ...(plan.clientDir !== undefined && { CLIENT_DIR: plan.clientDir }),
    }),
    startServer(at('floor.ts'), { DATA_DIR: path.join(folder, 'floor') }),
  ])
  try {
    const cells: Cell[] = []
    for (const boards of new Set(plan.cells.map(([, count]) => count))) {
      const loads = {
        product: await openProductLoad(product, boards, plan.openBoards),
        floor: await openFloorLoad(floor, boards),
      }
      for (const [perSecond] of plan.cells.filter(([, count]) => count === boards)) {
        say(`${perSecond} calls/s, ${boards} boards`)
        cells.push(await measure(loads, plan, perSecond, boards))
      }
      await loads.product.stop()
      await loads.floor.stop()
    }
    return cells
  } finally {
    await Promise.all([product.stop(), floor.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(
  loads: { product: Load; floor: Load },
  plan: Plan,
  perSecond: number,
  boards: number,
): Promise<Cell> {
  const seconds = plan.seconds(perSecond)
  for (const load of [loads.product, loads.floor]) await load.round(perSecond, Math.min(seconds, 2))
  const rounds: { product: Round[]; floor: Round[] } = { product: [], floor: [] }
  const order = ['product', 'floor', 'floor', 'product'] as const
  for (let quad = 0; quad < plan.quads; quad++)
    for (const side of order) rounds[side].push(await loads[side].round(perSecond, seconds))
  const ratios = (q: number) =>
    rounds.product.map(
      (round, n) => quantile(round.latencies, q) / quantile(rounds.floor[n]?.latencies ?? [], q),
    )
  return {
    perSecond,
    boards,
    product: sideOf(rounds.product),
    floor: sideOf(rounds.floor),
    ratioP50: medianInterval(ratios(0.5)),
    ratioP99: medianInterval(ratios(0.99)),
  }
}

function sideOf(rounds: readonly Round[]): Side {
  const all = rounds.flatMap((round) => round.latencies)
  return {
    p50: quantile(all, 0.5),
    p99: quantile(all, 0.99),
    calls: all.length,
    lost: Math.max(...rounds.map((round) => round.lost)),
    cpuMsPerCall: median(rounds.map((round) => round.cpuMsPerCall)),
  }
}
