import { createSocket } from 'node:dgram'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '#server/testing/product/free-port.ts'
import { runSipp } from '#sip/testing/sipp.ts'
import type { BurstCaller } from './people/callers.ts'
import type { Script } from './script.ts'

const address = '127.0.0.2'
/** SIPp makes all its callers at once, and each waits for his time: this many a second. */
const made = 1000

/** Callers on the telephone: one SIPp for many. */
export interface Lines {
  /** Names of those who have called so far: an INVITE left for each. */
  sent(): Promise<string[]>
  /** Somebody talks to him now: patience is not counted any more. False: he is none of these lines. */
  talks(name: string): boolean
  /** Resolves when all calls are over. SIPp's own words, where one did not go as the scenario says. */
  done: Promise<string | null>
  stop(): Promise<void>
}

export interface LinesOptions {
  port: number
  callers: readonly { caller: BurstCaller; script: Script }[]
  /** `performance.now()` from which `dueMs` counts. */
  startedAt: number
}

export async function openLines({ port, callers, startedAt }: LinesOptions): Promise<Lines> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vakhta-lines-'))
  const logFile = path.join(folder, 'log')
  const localPort = await freePort()
  const launchedAt = performance.now() + 300
  const run = await runSipp({
    scenario: 'caller-in-a-burst',
    host: '127.0.0.1',
    port,
    to: '73452000000',
    callers: callers.map(({ caller, script }, n) => ({
      number: caller.number,
      name: caller.name,
      more: [
        Math.max(0, Math.round(startedAt + caller.dueMs - launchedAt - (n * 1000) / made)),
        ...stepsOf(script),
      ],
    })),
    seconds: 0,
    rate: made,
    localAddress: address,
    localPort,
    logFile,
  })
  const socket = createSocket('udp4')
  let isOpen = true
  const indexOf = new Map(callers.map(({ caller }, n) => [caller.name, n]))
  return {
    async sent() {
      const text = await readFile(logFile, 'utf8').catch(() => '')
      return [...text.matchAll(/sent (b-\d+)/g)].map(([, name]) => name ?? '')
    },
    talks(name) {
      const index = indexOf.get(name)
      if (index === undefined) return false
      // SIPp finds a call by its Call-ID: %u-%p@%s
      const callId = `${index + 1}-${run.pid}@${address}`
      // between two steps of the scenario SIPp answers it and does nothing: so again
      for (const n of [1, 2, 3])
        setTimeout(() => isOpen && socket.send(inform(callId, n), localPort, address), (n - 1) * 300)
      return true
    },
    done: run.done.then(
      () => null,
      (error: unknown) => String(error),
    ),
    async stop() {
      isOpen = false
      run.kill()
      await run.done.catch(() => undefined)
      socket.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Columns of the callers' file from the fourth on, as the scenario names them. */
function stepsOf({ keys: [first, second], stay }: Script): (string | number)[] {
  const seconds = (of: number): number => Math.max(1, Math.round(of))
  if (first === undefined) return [3, seconds(stay), '-', 3, 0, '-', 0]
  if (second === undefined) return [1, seconds(first.after), first.key, 3, seconds(stay), '-', 0]
  return [1, seconds(first.after), first.key, 2, seconds(second.after), second.key, seconds(stay)]
}

const inform = (callId: string, n: number): string =>
  [
    `INFO sip:caller@${address} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKtap${n}`,
    'From: <sip:test@127.0.0.1>;tag=test',
    `To: <sip:caller@${address}>`,
    `Call-ID: ${callId}`,
    `CSeq: ${900 + n} INFO`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n')
