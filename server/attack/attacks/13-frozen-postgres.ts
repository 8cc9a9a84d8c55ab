import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Desk } from '#server/bench/burst/people/desk.ts'
import { openPage } from '#server/bench/burst/people/operator-page.ts'
import { fetchCredentials } from '#sip/caller/fetch-credentials.ts'
import { soundOf } from '#sip/caller/node-caller.ts'
import { atOnce, openNodePhone, type NodePhone } from '#sip/caller/node-phone.ts'
import type { Attack } from '../attack.ts'

const afterCallMs = 8_000
const frozenMs = 20_000
const backWithinMs = 15_000
/** The first to ask after the freeze waits until it is known; whoever comes then is answered at once. */
const knownWithinMs = 10_000
const atOnceMs = 1_000

/** The postmaster of a data directory and its children. */
function processesOf(dataDir: string): number[] {
  const [line = ''] = readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  const postmaster = Number(line)
  const parentOf = (pid: string): number => {
    try {
      return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
    } catch {
      return 0 // it has ended
    }
  }
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === postmaster)
  return [postmaster, ...children.map(Number)]
}

function signal(dataDir: string, name: 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of processesOf(dataDir)) {
    try {
      process.kill(pid, name)
    } catch {
      // it ended between the two looks
    }
  }
}

async function timed(
  url: string,
  cookie = '',
): Promise<{ ms: number; status: number; retryAfter: string | null }> {
  const startedAt = performance.now()
  const answer = await fetch(url, { headers: { cookie } })
  await answer.arrayBuffer()
  return {
    ms: performance.now() - startedAt,
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
  }
}

/** Does a call reach an operator's phone? */
async function isAnswered(phone: NodePhone, target: string): Promise<boolean> {
  const made = phone.call(target)
  try {
    return await Promise.race([made.answered.then(() => true), pause(15_000).then(() => false)])
  } catch {
    return false
  } finally {
    await made.hangUp().catch(() => undefined)
  }
}

/** SIP.js opens the global WebSocket, as in a page, where the browser adds the session. */
async function withCookie<T>({ session }: Desk, open: () => Promise<T>): Promise<T> {
  const usual = globalThis.WebSocket
  globalThis.WebSocket = class extends usual {
    constructor(url: string | URL, given: ConstructorParameters<typeof WebSocket>[1] = []) {
      const init = typeof given === 'string' || Array.isArray(given) ? { protocols: given } : given
      super(url, { ...init, headers: { cookie: session.cookie, origin: session.origin } })
    }
  }
  try {
    return await open()
  } finally {
    globalThis.WebSocket = usual
  }
}

/** PostgreSQL is stopped in its tracks: connections stay open, nobody answers. Calls go on, requests are refused. */
export const frozenPostgres: Attack = {
  number: '13',
  title: 'a frozen PostgreSQL',
  isWithoutOperator: true,
  async run(target) {
    const { origin, dataDir } = target
    const desk = await target.signIn('operator2')
    await openPage(desk)
    const sound = await soundOf({ toneHz: 440 })
    const credentials = await desk.ask('phoneCredentials')
    const operator = await withCookie(desk, () => openNodePhone({ credentials, sound, onCall: atOnce }))
    const account = await fetchCredentials(origin, { number: '+73452309999', name: '' })
    const caller = await openNodePhone({ credentials: account, sound })
    const before = await isAnswered(caller, account.queueNumber)
    // his time after a call is over and known to be over
    await pause(afterCallMs)
    signal(dataDir, 'SIGSTOP')
    const frozenAt = performance.now()
    try {
      const first = await timed(`${origin}/api/me`, desk.session.cookie)
      const [next, ready] = [
        await timed(`${origin}/api/me`, desk.session.cookie),
        await timed(`${origin}/readyz`),
      ]
      const during = await isAnswered(caller, account.queueNumber)
      await pause(Math.max(0, frozenMs - (performance.now() - frozenAt)))
      signal(dataDir, 'SIGCONT')
      const thawedAt = performance.now()
      while ((await timed(`${origin}/readyz`)).status !== 200 && performance.now() - thawedAt < backWithinMs)
        await pause(100)
      const backMs = performance.now() - thawedAt
      return {
        isHeld:
          before &&
          during &&
          first.status === 503 &&
          first.ms < knownWithinMs &&
          next.status === 503 &&
          next.retryAfter !== null &&
          next.ms < atOnceMs &&
          ready.status === 503 &&
          backMs < backWithinMs,
        figures:
          `first ${first.status} after ${(first.ms / 1000).toFixed(1)} s, next ${next.status} after ${next.ms.toFixed(0)} ms ` +
          `(Retry-After ${next.retryAfter}), readyz ${ready.status}, a call ${during ? 'answered' : 'not answered'}, ` +
          `back after ${(backMs / 1000).toFixed(1)} s`,
      }
    } finally {
      signal(dataDir, 'SIGCONT')
      await Promise.allSettled([operator.stop(), caller.stop()])
    }
  },
}
