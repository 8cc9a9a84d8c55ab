import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbeddedPostgres } from '#server/platform/embedded/postgres.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { saveResults } from '../results.ts'
import { seeded } from '../stats.ts'
import { people } from './assumptions.ts'
import { planCallers } from './people/callers.ts'
import { wholeCity } from './city.ts'
import type { NamedPlan } from './plans.ts'
import { runBurst, type BurstRun } from './run.ts'
import { rows, tableOf } from './table.ts'
import { openBurstWorld } from './world.ts'

const operators = 5
const seed = 416
/** ПП 416, п. 13: a call is answered within five minutes, otherwise called back. */
const maxWaitSeconds = 300

interface Goal {
  title: string
  isMet: boolean
}

/** The burst main with and without the announcement, side by side; true when nothing was lost and the goals are met. */
export async function benchBurst(plans: readonly NamedPlan[], say: (line: string) => void): Promise<boolean> {
  say(
    `A main bursts: ${wholeCity.residents} residents, ${wholeCity.housesOfPoint} houses on its heating point, ` +
      `${operators} operators, seed ${seed}`,
  )
  let isMet = true
  for (const plan of plans) {
    say(`\n${plan.title}`)
    const withIt = await inWorld(plan, true)
    for (const [title, of] of rows) say(`    ${title}: ${of(withIt)}`)
    const without = await inWorld(plan, false)
    for (const line of tableOf(without, withIt)) say(`  ${line}`)
    const goals = goalsOf(without, withIt)
    for (const goal of goals) say(`  ${goal.isMet ? 'met ' : 'OVER'}  ${goal.title}`)
    const load = loadavg()[0] ?? 0
    say(`  load of the machine in the last minute: ${load.toFixed(1)}`)
    for (const one of [...withIt.complaints, ...without.complaints]) say(`  SIPp: ${one.slice(0, 500)}`)
    const set = { seed, operators, city: wholeCity, assumptions: people, ...plan }
    say(
      `\nsaved: ${saveResults(plan.name, { ...set, with: kept(withIt), without: kept(without), goals, load })}\n`,
    )
    isMet &&= goals.every((goal) => goal.isMet)
  }
  return isMet
}

const kept = ({ counted, shutdown, lasted, complaints }: BurstRun) => ({
  counted,
  shutdown,
  lasted,
  complaints,
})

/** Issue 4, "Must show" 2. */
const goalsOf = (without: BurstRun, withIt: BurstRun): Goal[] => {
  const { counted } = withIt
  return [
    {
      title: 'at least 80 % of those whom it concerns are told and never need an operator',
      isMet: counted.deflected >= 0.8 * counted.concerned,
    },
    {
      title: 'everyone who was told is in the shutdown’s list with time and number',
      isMet:
        counted.listedWell === counted.inList &&
        counted.inList >= counted.deflected &&
        counted.forgotten === 0,
    },
    { title: 'gas is answered within 20 s', isMet: counted.gas.wait !== null && counted.gas.wait <= 20 },
    { title: 'nothing is lost', isMet: counted.lost === 0 && without.counted.lost === 0 },
  ]
}

/** Each run has a city, a product and an Asterisk of its own. */
async function inWorld({ plan, atOnce }: NamedPlan, deflects: boolean): Promise<BurstRun> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vakhta-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: quietLog })
  try {
    const world = await openBurstWorld({
      databaseUrl: postgres.url,
      size: wholeCity,
      operators,
      atOnce,
      maxWaitSeconds: maxWaitSeconds / plan.scale,
    })
    try {
      const callers = planCallers(plan, world.city, seeded(seed))
      return await runBurst(world, { callers, scale: plan.scale, deflects, seed })
    } finally {
      await world.stop()
    }
  } finally {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
