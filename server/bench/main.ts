/** `npm run bench`: everything; `npm run bench -- --quick`: the same with less, under a minute. */
import { callToBoard, fullPlan, quickPlan } from './call-to-board/benchmark.ts'
import { pinLoad } from './child.ts'
import { saveResults } from './results.ts'
import { tableOf } from './table.ts'

const isQuick = process.argv.includes('--quick')
const say = (line: string) => void process.stdout.write(`${line}\n`)

pinLoad()
say('INVITE on the wire to the frame at the last board; floor: one commit and one bare broadcast')
const cells = await callToBoard(isQuick ? quickPlan : fullPlan, (line) => say(`  ${line} …`))
say('')
for (const line of tableOf(cells)) say(line)
say('')
say(`saved: ${saveResults(isQuick ? 'call-to-board-quick' : 'call-to-board', cells)}`)
process.exit(cells.some((cell) => cell.product.lost > 0) ? 1 : 0)
