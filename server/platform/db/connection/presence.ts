import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '#server/ports.ts'

/** Nothing is asked of PostgreSQL while it is known to be away: whoever asks hears it at once. */
export class DatabaseAway extends Error {
  constructor() {
    super('PostgreSQL is away')
    this.name = 'DatabaseAway'
  }
}

export interface Presence {
  readonly isAway: boolean
  stop(): Promise<void>
}

export interface PresenceOptions {
  url: string
  log: Log
  /** What still waits for an answer will get none. */
  onAway: () => void
  /** An answer that takes longer is none; milliseconds. */
  answerMs?: number
}

const answerMsDefault = 5_000
const everyMs = 1_000
const againMs = 500

/**
 * Asks PostgreSQL once a second, on a connection of its own, whether it is there. A server that is stopped or whose
 * disk hangs keeps its connections open, so nothing else would tell; and a limit on every statement would break off
 * those that may take long: migrations, imports, waits for a lock.
 */
export function watchPresence({ url, log, onAway, answerMs = answerMsDefault }: PresenceOptions): Presence {
  const stopping = new AbortController()
  let isAway = false
  const sleep = (ms: number): Promise<void> =>
    pause(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)

  const away = (reason: string): void => {
    if (isAway || stopping.signal.aborted) return
    isAway = true
    log.warn({ reason }, 'PostgreSQL is away')
    onAway()
  }

  /** Asks until no answer comes; answers why. */
  async function ask(client: pg.Client): Promise<string> {
    const broken = new Promise<string>((resolve) => client.on('error', ({ message }) => resolve(message)))
    const connected = await inTime(Promise.race([client.connect().then(() => null), broken]))
    for (let said = connected; ;) {
      if (stopping.signal.aborted) return 'stop'
      if (said !== null) return said
      if (isAway) log.info({}, 'PostgreSQL is back')
      isAway = false
      await sleep(everyMs)
      said = await inTime(Promise.race([client.query('select 1').then(() => null), broken]))
    }
  }

  /** Null, or why there was no answer in time. */
  async function inTime(answer: Promise<string | null>): Promise<string | null> {
    let isIn = false
    const settled = answer
      .catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
      .finally(() => (isIn = true))
    const late = async (): Promise<string> => {
      await sleep(answerMs)
      // after a stall of our own the answer is there already, but has not been read
      for (let turn = 0; turn < 3 && !isIn; turn++) await nextTurn()
      return `no answer within ${answerMs} ms`
    }
    const said = await Promise.race([settled, late()])
    return isIn ? settled : said
  }

  async function run(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted;) {
      const startedAt = performance.now()
      const client = new pg.Client({
        connectionString: url,
        application_name: 'vakhta presence',
        keepAlive: true,
      })
      const why = await ask(client)
      client.end().catch(() => undefined)
      // one connection that breaks is not yet a server that is away
      failures =
        performance.now() - startedAt > 2 * everyMs && !why.startsWith('no answer') ? 0 : failures + 1
      if (failures > 0) away(why)
      if (failures > 0) await sleep(againMs)
    }
  }

  const running = run()
  return {
    get isAway() {
      return isAway
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}
