import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { startServer } from '../child.ts'
import { median, medianInterval, quantile, type Interval } from '../stats.ts'
import type { OpenBoards } from './boards.ts'
import { openFloorLoad } from './floor-load.ts'
import { openProductLoad } from './product-load.ts'
import type { Load, Round } from './load.ts'

export interface Plan {
  /** [calls a second, boards] */
  cells: readonly (readonly [number, number])[]
  /** How often product, floor, floor, product: two pairs each time. */
  quads: number
  seconds: (perSecond: number) => number
  openBoards: OpenBoards
  /** Folder of the built client for boards that are pages. */
  clientDir?: string
  /** Folder of a checkout of the product as it was, to be measured in the same run. */
  before?: string | undefined
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
  before: Side | null
  floor: Side
  ratioP50: Interval
  ratioP99: Interval
  /** Of `before`. */
  ratioP50Before: Interval | null
}

/** INVITE on the wire to the frame at the last board, against one commit and one bare broadcast. */
export async function callToBoard(plan: Plan, say: (line: string) => void): Promise<Cell[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vakhta-bench-'))
  const at = (name: string) => new URL(name, import.meta.url)
  const startProduct = (name: string, script: URL) =>
    startServer(script, {
      DATA_DIR: path.join(folder, name),
      PORT: '0',
      DEMO: '1',
      LOG_LEVEL: 'error',
      // callers have addresses of their own
      TRUST_PROXY: '1',
      ...(plan.clientDir !== undefined && { CLIENT_DIR: plan.clientDir }),
    })
  const product = await startProduct('product', at('product.ts'))
  const before =
    plan.before === undefined
      ? null
      : await startProduct(
          'before',
          pathToFileURL(path.resolve(plan.before, 'server/bench/call-to-board/product.ts')),
        )
  const floor = await startServer(at('floor.ts'), { DATA_DIR: path.join(folder, 'floor') })
  try {
    const cells: Cell[] = []
    for (const boards of new Set(plan.cells.map(([, count]) => count))) {
      const loads = {
        product: await openProductLoad(product, boards, plan.openBoards),
        before: before && (await openProductLoad(before, boards, plan.openBoards)),
        floor: await openFloorLoad(floor, boards),
      }
      for (const [perSecond] of plan.cells.filter(([, count]) => count === boards)) {
        say(`${perSecond} calls/s, ${boards} boards`)
        cells.push(await measure(loads, plan, perSecond, boards))
      }
      for (const load of [loads.product, loads.before, loads.floor]) await load?.stop()
    }
    return cells
  } finally {
    await Promise.all([product.stop(), before?.stop(), floor.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(
  loads: { product: Load; before: Load | null; floor: Load },
  plan: Plan,
  perSecond: number,
  boards: number,
): Promise<Cell> {
  const seconds = plan.seconds(perSecond)
  for (const load of [loads.product, loads.before, loads.floor])
    await load?.round(perSecond, Math.min(seconds, 2))
  const rounds: { product: Round[]; before: Round[]; floor: Round[] } = { product: [], before: [], floor: [] }
  const sides = ['product', 'before', 'floor'] as const
  for (let quad = 0; quad < plan.quads; quad++)
    for (const side of [...sides, ...sides.toReversed()]) {
      const round = await loads[side]?.round(perSecond, seconds)
      if (round !== undefined) rounds[side].push(round)
    }
  const ratios = (of: readonly Round[], q: number) =>
    of.map((round, n) => quantile(round.latencies, q) / quantile(rounds.floor[n]?.latencies ?? [], q))
  return {
    perSecond,
    boards,
    product: sideOf(rounds.product),
    before: loads.before && sideOf(rounds.before),
    floor: sideOf(rounds.floor),
    ratioP50: medianInterval(ratios(rounds.product, 0.5)),
    ratioP99: medianInterval(ratios(rounds.product, 0.99)),
    ratioP50Before: loads.before && medianInterval(ratios(rounds.before, 0.5)),
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
