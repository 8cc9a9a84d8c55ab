/** `npm run bench`: everything; `npm run bench -- --quick`: the same with less, about a minute. */
import path from 'node:path'
import { ensureClient } from '#server/scripts/start/client-build.ts'
import { benchAddress } from './address/benchmark.ts'
import { benchBoard } from './board-5000/benchmark.ts'
import { benchBurst } from './burst/benchmark.ts'
import { fullPlans, quickPlans } from './burst/plans.ts'
import { benchCard } from './card/benchmark.ts'
import { callToBoard, type Cell, type Plan } from './call-to-board/benchmark.ts'
import { fullPlan, paintedPlan, quickPlan } from './call-to-board/plans.ts'
import { pinLoad } from './child.ts'
import { benchFanOut } from './fan-out/benchmark.ts'
import { benchImport } from './import/benchmark.ts'
import { saveResults } from './results.ts'
import { benchSearch } from './search/benchmark.ts'
import { tableOf } from './table.ts'

const isQuick = process.argv.includes('--quick')
const valueOf = (option: string) => process.argv.find((arg) => arg.startsWith(`${option}=`))?.split('=')[1]
const only = valueOf('--only')
/** Checkout of the product as it was: `--before=../vakhta-before`, with its packages installed. */
const before = valueOf('--before')
/** Fewer rounds of the calls' benchmarks where time is short: `--quads=1`. */
const quads = valueOf('--quads')
const say = (line: string) => void process.stdout.write(`${line}\n`)

const clientDir = await ensureClient(path.resolve(import.meta.dirname, '../..'))
// before this process is pinned: Asterisk, SIPp and operators of the burst need both cores
const bursts = (isQuick ? quickPlans : fullPlans).filter(({ name }) => name.startsWith(only ?? 'burst'))
const isOver = bursts.length > 0 && !(await benchBurst(bursts, say))
// likewise Chromium, whose five processes a dispatcher does not keep on one core
let isSlow = (only === undefined || only === 'board-5000') && !(await benchBoard(clientDir, isQuick, say))
pinLoad()
const runs: { name: string; title: string; plan: Plan }[] = [
  {
    name: 'call-to-board',
    title: 'INVITE on the wire to the frame at the last board; floor: one commit and one bare broadcast',
    plan: isQuick ? quickPlan : fullPlan,
  },
  {
    name: 'call-to-paint',
    title: 'INVITE on the wire to the card painted in Chromium; floor: one commit and one bare frame',
    plan: paintedPlan(clientDir, isQuick),
  },
]
let lost = 0
for (const { name, title, plan } of runs.filter((run) => only === undefined || run.name === only)) {
  say(title)
  const cells: Cell[] = await callToBoard(
    { ...plan, before, ...(quads !== undefined && { quads: Number(quads) }) },
    (line) => say(`  ${line} …`),
  )
  say('')
  for (const line of tableOf(cells)) say(line)
  say(`\nsaved: ${saveResults(isQuick ? `${name}-quick` : name, cells)}\n`)
  lost += cells.reduce((sum, cell) => sum + cell.product.lost, 0)
}
if (only === undefined || only === 'card') isSlow = !(await benchCard(clientDir, isQuick, say)) || isSlow
if (only === undefined || only === 'import') isSlow = !(await benchImport(say)) || isSlow
if (only === undefined || only === 'address') isSlow = !(await benchAddress(isQuick, say)) || isSlow
if (only === undefined || only === 'search') isSlow = !(await benchSearch(isQuick, say)) || isSlow
if (only === undefined || only === 'fan-out') isSlow = !(await benchFanOut(isQuick, say)) || isSlow
process.exit(lost > 0 || isSlow || isOver ? 1 : 0)
