import { query } from '#server/platform/db/sql.ts'
import { until } from '#server/testing/product/product.ts'
import { quantile } from '../stats.ts'
import type { BurstCaller } from './people/callers.ts'
import type { BurstWorld } from './world.ts'

/** What became of each call, as the product knows it. */
export interface CallRow {
  name: string
  arrivedAt: Date
  queuedAt: Date | null
  answeredAt: Date | null
  endedAt: Date | null
  result: string | null
  /** How he came into the list of the shutdown; null: he is not in it. */
  how: string | null
  /** Does his line in the list have time and (unless he hides it) number? */
  isListedWell: boolean
  hasMessage: boolean
  /** A call-back that nobody has made yet. */
  isCallback: boolean
}

export interface Counted {
  sent: number
  inLog: number
  /** INVITEs without exactly one call in the log, and calls in the log that nobody made. */
  lost: number
  concerned: number
  /** Told before the queue and never in it. */
  deflected: number
  /** Concerned: of these an operator spoke with. */
  reached: number
  gaveUp: number
  messages: number
  inList: number
  listedWell: number
  /** Concerned, neither in the list nor spoken with nor on the list of call-backs. */
  forgotten: number
  callbacks: number
  /** Seconds of people's time: sound in its real length, the queue by the scale. */
  gas: { wait: number | null; waiting: number; earlier: number }
  answered: { count: number; median: number; p95: number }
  atOnce: number
}

export async function count(
  { knex }: BurstWorld,
  facts: {
    callers: readonly BurstCaller[]
    sent: readonly string[]
    shutdownId: number | null
    scale: number
  },
): Promise<Counted> {
  // the ledger is read a little after the calls
  await until(
    async () => {
      const [row] = await query<{ open: number; all: number }>(
        knex,
        `select count(*) filter (where state <> 'ended')::integer as open, count(*)::integer as all from calls`,
      )
      return row?.open === 0 && row.all >= facts.sent.length
    },
    60_000,
    'every call in the log',
  ).catch(() => undefined)
  return counted(await callRows(knex, facts.shutdownId), facts)
}

const callRows = (knex: BurstWorld['knex'], shutdownId: number | null): Promise<CallRow[]> =>
  query<CallRow>(
    knex,
    `select c.display_name as name, c.arrived_at as "arrivedAt", c.queued_at as "queuedAt",
       c.answered_at as "answeredAt", c.ended_at as "endedAt", c.result, l.how,
       coalesce(l.at is not null and (l.number <> '' or c.from_digits = ''), false) as "isListedWell",
       coalesce(l.message_file is not null, false) as "hasMessage",
       exists (select from task_calls tc join tasks t on t.id = tc.task_id
         where tc.call_id = c.id and t.status = 'callback') as "isCallback"
     from calls c left join shutdown_callers l on l.call_id = c.id and l.shutdown_id = ?
     order by c.arrived_at, c.id`,
    [shutdownId],
  )

/** Pure: what the table says. */
export function counted(
  rows: readonly CallRow[],
  { callers, sent, scale }: { callers: readonly BurstCaller[]; sent: readonly string[]; scale: number },
): Counted {
  const matterOf = new Map(callers.map(({ name, matter }) => [name, matter]))
  const times = new Map<string, number>()
  for (const { name } of rows) times.set(name, (times.get(name) ?? 0) + 1)
  const known = new Set(sent)
  const concerned = rows.filter(({ name }) => matterOf.get(name) === 'shutdown')
  const gas = rows.find(({ name }) => matterOf.get(name) === 'gas')
  const waits = rows.flatMap((row) => (row === gas ? [] : (waitOf(row, scale) ?? [])))
  const isDeflected = (row: CallRow): boolean => row.how !== null && row.queuedAt === null
  return {
    sent: sent.length,
    inLog: rows.length,
    lost:
      sent.filter((name) => times.get(name) !== 1).length +
      rows.filter(({ name }) => !known.has(name)).length,
    concerned: concerned.length,
    deflected: concerned.filter(isDeflected).length,
    reached: concerned.filter(({ answeredAt }) => answeredAt !== null).length,
    gaveUp: concerned.filter(({ queuedAt, answeredAt }) => queuedAt !== null && answeredAt === null).length,
    messages: concerned.filter(({ hasMessage }) => hasMessage).length,
    inList: concerned.filter(({ how }) => how !== null).length,
    listedWell: concerned.filter(({ isListedWell }) => isListedWell).length,
    forgotten: concerned.filter((row) => row.how === null && row.answeredAt === null && !row.isCallback)
      .length,
    callbacks: rows.filter(({ isCallback }) => isCallback).length,
    gas: { wait: gas === undefined ? null : waitOf(gas, scale), ...waitingBeside(rows, gas) },
    answered: { count: waits.length, median: quantile(waits, 0.5), p95: quantile(waits, 0.95) },
    atOnce: mostAtOnce(rows),
  }
}

const ms = (at: Date): number => at.getTime()

function waitOf({ arrivedAt, queuedAt, answeredAt }: CallRow, scale: number): number | null {
  if (queuedAt === null || answeredAt === null) return null
  return (ms(queuedAt) - ms(arrivedAt) + (ms(answeredAt) - ms(queuedAt)) * scale) / 1000
}

/** Who was in the queue when the gas call was answered: how many, and how many of them since before it. */
function waitingBeside(
  rows: readonly CallRow[],
  gas: CallRow | undefined,
): { waiting: number; earlier: number } {
  const at = gas?.answeredAt
  const since = gas?.queuedAt
  if (!at || !since) return { waiting: 0, earlier: 0 }
  const waiting = rows.filter(
    ({ queuedAt, answeredAt, endedAt }) =>
      queuedAt !== null && queuedAt < at && (answeredAt ?? endedAt ?? at) > at,
  )
  return {
    waiting: waiting.length,
    earlier: waiting.filter(({ queuedAt }) => queuedAt !== null && queuedAt < since).length,
  }
}

function mostAtOnce(rows: readonly CallRow[]): number {
  const moves = rows.flatMap(({ arrivedAt, endedAt }) => [
    { at: ms(arrivedAt), by: 1 },
    { at: endedAt === null ? Infinity : ms(endedAt), by: -1 },
  ])
  let now = 0
  return Math.max(0, ...moves.toSorted((a, b) => a.at - b.at || a.by - b.by).map(({ by }) => (now += by)))
}
