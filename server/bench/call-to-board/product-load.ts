import type { BenchServer } from '../child.ts'
import { cpuMsOfTree } from '../cpu.ts'
import { accounts, type Load } from './load.ts'
import { Arrivals } from './arrivals.ts'
import { signIn, type OpenBoards } from './boards.ts'
import { openLoop, settled } from './open-loop.ts'
import { SipFlow } from './sip-flow.ts'
import { demoPassword } from '#server/testing/people/demo-password.ts'

/** The PBX lets a page in with two calls at once from one address, and reads 50 messages a second of a flow. */
const flowCount = 200
/** A caller who hangs up as soon as the board has him would make calls shorter than any real one. */
const ringMs = 2000

/** INVITE to the embedded PBX -> the last of the boards shows it, in the running product. */
export async function openProductLoad(
  server: BenchServer,
  boardCount: number,
  openBoards: OpenBoards,
): Promise<Load> {
  const origin = `http://127.0.0.1:${server.ready['port']}`
  const session = await signIn(origin, 'dispatcher1', demoPassword)
  const site = {
    port: Number(server.ready['port']),
    domain: String(server.ready['domain']),
    realm: String(server.ready['realm']),
    queue: String(server.ready['queue']),
    cookie: session.cookie,
  }
  const share = accounts.length / flowCount
  const flows = await Promise.all(
    Array.from({ length: flowCount }, (_, n) =>
      SipFlow.open(site, accounts.slice(n * share, (n + 1) * share), `10.9.${n >> 8}.${n & 255}`),
    ),
  )
  const arrivals = new Arrivals(boardCount)
  const closeBoards = await openBoards(origin, session, boardCount, arrivals)
  let next = 0

  return {
    async round(perSecond, seconds) {
      const before = { latencies: arrivals.latencies.length, cpu: cpuMsOfTree(server.pid) }
      const cancels: Promise<void>[] = []
      let sent = 0
      await openLoop(perSecond, seconds, (_, dueAt) => {
        const at = (next = (next + 1) % accounts.length)
        // neighbours in time are on different flows
        const account = accounts[(at % flowCount) * share + Math.floor(at / flowCount)]
        const flow = flows[at % flowCount]
        if (account === undefined || flow === undefined) return
        arrivals.expect(account.number, dueAt)
        const cancel = flow.invite(account)
        sent++
        cancels.push(new Promise((resolve) => setTimeout(() => resolve(cancel()), ringMs)))
      })
      await settled(() => arrivals.waiting === 0, 10_000)
      const lost = arrivals.waiting
      await Promise.all(cancels)
      const cpuMsPerCall = (cpuMsOfTree(server.pid) - before.cpu) / sent
      return { latencies: arrivals.latencies.slice(before.latencies), lost, cpuMsPerCall }
    },
    async stop() {
      await closeBoards()
      for (const flow of flows) flow.stop()
    },
  }
}
