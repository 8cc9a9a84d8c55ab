import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { settled } from '../call-to-board/open-loop.ts'
import { saveResults } from '../results.ts'
import { median, medianInterval, type Interval } from '../stats.ts'
import { openProduct, openStock, type Side } from './sides.ts'

/** Issue 7, 23: CPU a delivery against stock socket.io in the same run, and heap a socket. */
const goals = { ratio: 0.6, heapBytes: 12_000 }

interface Plan {
  boards: number
  title: string
  changes: number
  /** Changes come at this distance, with a live state in the middle; null: each when all boards have the one before. */
  gapMs: number | null
}
interface Cell {
  boards: number
  title: string
  /**
   * Microseconds of CPU, user and system, of the serving process a delivery (one change or state to one board), without
   * what it takes idle in that time.
   */
  product: number
  stock: number
  ratio: Interval
  lost: number
}

const plansOf = (boards: number): Plan[] => [
  { boards, title: 'one change after another', changes: 20, gapMs: null },
  ...(boards > 1000
    ? []
    : [{ boards, title: '10 changes and 10 live states a second', changes: 20, gapMs: 100 }]),
]

/** The product's push path against a room emit of stock socket.io; true when the goals are met. */
export async function benchFanOut(isQuick: boolean, say: (line: string) => void): Promise<boolean> {
  say('CPU of one change to one board, and heap a board; floor: room emit of stock socket.io')
  const folder = mkdtempSync(path.join(tmpdir(), 'vakhta-bench-'))
  const cells: Cell[] = []
  const heaps: { boards: number; product: number; stock: number }[] = []
  try {
    for (const boards of isQuick ? [1000] : [1000, 5000]) {
      const product = await openProduct(path.join(folder, String(boards)), boards)
      const stock = await openStock(boards)
      heaps.push({ boards, product: product.heapBytesEach, stock: stock.heapBytesEach })
      for (const plan of plansOf(boards)) cells.push(await measure(plan, { product, stock }, isQuick ? 2 : 5))
      await product.stop()
      await stock.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  for (const { boards, title, product, stock, ratio, lost } of cells)
    say(
      `  ${boards} boards, ${title}: ${product.toFixed(1)} µs, stock ${stock.toFixed(1)} µs, ratio ` +
        `${ratio.median.toFixed(2)} [${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}], goal ${goals.ratio}` +
        (lost > 0 ? `, ${lost} LOST` : ''),
    )
  for (const { boards, product, stock } of heaps)
    say(`  ${boards} boards: ${kB(product)} of heap each, stock ${kB(stock)}, goal ${kB(goals.heapBytes)}`)
  const load = loadavg()[0] ?? 0
  say(`  load of the machine in the last minute: ${load.toFixed(1)}`)
  say(`\nsaved: ${saveResults(isQuick ? 'fan-out-quick' : 'fan-out', { goals, load, cells, heaps })}\n`)
  return (
    cells.every(({ ratio, lost }) => ratio.low <= goals.ratio && lost === 0) &&
    heaps.every(({ product }) => product <= goals.heapBytes)
  )
}

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

async function measure(plan: Plan, sides: { product: Side; stock: Side }, quads: number): Promise<Cell> {
  const each: { product: number[]; stock: number[] } = { product: [], stock: [] }
  let lost = 0
  for (const name of ['product', 'stock'] as const) await round(sides[name], plan)
  const idle = { product: await idleRate(sides.product), stock: await idleRate(sides.stock) }
  for (let quad = 0; quad < quads; quad++)
    for (const name of ['product', 'stock', 'stock', 'product'] as const) {
      const done = await round(sides[name], plan)
      each[name].push((done.micros - done.ms * idle[name]) / done.deliveries)
      lost += done.lost
    }
  return {
    boards: plan.boards,
    title: plan.title,
    product: median(each.product),
    stock: median(each.stock),
    ratio: medianInterval(each.product.map((micros, n) => micros / (each.stock[n] ?? Number.NaN))),
    lost,
  }
}

let made = 0

/** Microseconds of CPU a millisecond while nothing happens: pings, and what the product asks its database now and then. */
async function idleRate(side: Side): Promise<number> {
  const [before, from] = [await side.cpu(), performance.now()]
  await pause(5000)
  return ((await side.cpu()) - before) / (performance.now() - from)
}

interface Round {
  micros: number
  ms: number
  deliveries: number
  lost: number
}

async function round(side: Side, plan: Plan): Promise<Round> {
  let due = side.boards.got.changes
  const arrived = () => settled(() => side.boards.got.changes >= due, 10_000)
  const [before, from] = [await side.cpu(), performance.now()]
  for (let n = 0; n < plan.changes; n++) {
    due += plan.boards
    made++
    await side.change(made)
    if (plan.gapMs === null) {
      await arrived()
      continue
    }
    await pause(plan.gapMs / 2)
    await side.live(made)
    await pause(plan.gapMs / 2)
  }
  await arrived()
  const events = plan.changes * (plan.gapMs === null ? 1 : 2)
  // of live states the newest counts: fewer may come, and the work is what it takes to tell them
  return {
    micros: (await side.cpu()) - before,
    ms: performance.now() - from,
    deliveries: events * plan.boards,
    lost: Math.max(0, due - side.boards.got.changes),
  }
}
