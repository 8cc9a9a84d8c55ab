import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { seeded } from '../stats.ts'
import { people } from './assumptions.ts'
import type { BurstCaller } from './people/callers.ts'
import { count, type Counted } from './count.ts'
import { createShutdown, type MadeShutdown } from './people/dispatcher.ts'
import { joinTalk } from './people/join-talk.ts'
import { openLines, type Lines } from './lines.ts'
import { startOperators } from './people/operators.ts'
import { told, untold } from './script.ts'
import { spokenNow } from './spoken.ts'
import type { BurstWorld } from './world.ts'

export interface BurstRun {
  counted: Counted
  shutdown: MadeShutdown | null
  /** From the first call to the last goodbye; seconds of the clock. */
  lasted: number
  callers: BurstCaller[]
  /** What SIPp said where a call did not go as its scenario says. */
  complaints: string[]
}

/** So long after its creation a shutdown is spoken for certain; who calls earlier waits as if he were told nothing. */
const spokenWithinMs = 3000

export interface BurstOptions {
  /** In the order of their calls. */
  callers: BurstCaller[]
  scale: number
  /** Does the dispatcher create a shutdown? */
  deflects: boolean
  seed: number
}

/** The burst main once, with the announcement or without. */
export async function runBurst(
  world: BurstWorld,
  { callers, scale, deflects, seed }: BurstOptions,
): Promise<BurstRun> {
  const chance = seeded(seed)
  const byName = new Map(callers.map((caller) => [caller.name, caller]))
  const lines: Lines[] = []
  let shutdown: MadeShutdown | null = null
  const operators = await startOperators({
    desks: world.operators,
    server: world.asterisk.webSocket,
    scale,
    chance,
    isTold: ({ name }) => shutdown !== null && byName.get(name)?.matter === 'shutdown',
    answered: ({ name }) => lines.some((one) => one.talks(name)),
    after: async ({ name }, desk) => {
      if (shutdown !== null && byName.get(name)?.matter === 'shutdown')
        await joinTalk(world.knex, desk, { name, shutdownId: shutdown.id })
    },
  })
  const startedAt = performance.now() + 1000
  const open = async (some: BurstCaller[], isTold: boolean): Promise<void> => {
    const spoken = await spokenNow(world, shutdown?.id ?? null)
    lines.push(
      await openLines({
        port: world.asterisk.running.ports.sip,
        startedAt,
        callers: some.map((caller) => ({
          caller,
          script: isTold ? told(caller, spoken, scale) : untold(caller, spoken),
        })),
      }),
    )
  }
  try {
    if (deflects) {
      const third = callers.filter(({ matter }) => matter === 'shutdown')[2]?.dueMs ?? 0
      const createdMs = third + (people.dispatcherReactsSeconds / scale) * 1000
      const spokenMs = createdMs + spokenWithinMs
      await open(
        callers.filter(({ dueMs }) => dueMs < spokenMs),
        false,
      )
      await pause(startedAt + createdMs - performance.now())
      shutdown = await createShutdown(world)
      await open(
        callers.filter(({ dueMs }) => dueMs >= spokenMs),
        true,
      )
    } else await open(callers, false)
    const said = await Promise.all(lines.map(({ done }) => done))
    const lasted = (performance.now() - startedAt) / 1000
    const sent = (await Promise.all(lines.map((one) => one.sent()))).flat()
    await operators.stop()
    const counted = await count(world, { callers, sent, shutdownId: shutdown?.id ?? null, scale })
    return { counted, shutdown, lasted, callers, complaints: said.flatMap((one) => one ?? []) }
  } finally {
    for (const one of lines) await one.stop()
  }
}
