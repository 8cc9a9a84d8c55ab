// @module-tag long
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallEvent } from '#contracts/call-event.ts'
import type { Call } from '#contracts/call.ts'
import type { JournalEntry } from '#contracts/journal.ts'
import type { Task } from '#contracts/task.ts'
import { takeSnapshot } from '#server/features/board/take-snapshot.ts'
import type { Deps } from '#server/deps.ts'
import {
  abandoned,
  answered,
  askedForCallback,
  batchOf,
  calledBack,
  leftMessage,
  operatorLost,
  reattached,
  tell,
  told as toldOf,
  toldAfterQuestion,
  toldAndQueued,
  transferred,
  urgent,
  type Story,
} from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addFlat, addHouse, addResident } from '#server/testing/samples/houses.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { addShutdownRow } from '#server/testing/samples/spoken-shutdowns.ts'
import { compareProjection } from './projections/whole/compare-projection.ts'
import { receiveCallEvents } from './receive-call-events.ts'

let database: TestDatabase
let deps: Deps
let operators: string[]
/** Two that exist and one that no directory knows. */
const shutdownIds: number[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  operators = []
  for (const name of ['Ольга', 'Пётр']) {
    operators.push((await addActor(database.store, 'operator', name)).sipUsername ?? '')
  }
  const flat = await addFlat(
    database.store,
    await addHouse(database.store, { street: 'Ленина', number: '1' }),
    '1',
  )
  await addResident(database.store, flat, { name: 'Анна', phone: '+79220000001' })
  const { userId } = await addActor(database.store, 'dispatcher')
  const options = { houseIds: [flat.houseId], createdBy: userId ?? 0, text: 'нет воды' }
  for (let n = 0; n < 2; n++) shutdownIds.push(await addShutdownRow(database.knex, options))
  shutdownIds.push(999_999)
})
afterAll(() => database.drop())

/** Everything that events made is gone; people stay. */
const clear = () =>
  database.knex.raw(`truncate call_events, ledger_cursors, calls, tasks, jobs, journal
    restart identity cascade; update journal_head set seq = 0; update shutdowns set caller_count = 0`)

// few numbers, so that call-backs, repeated calls and settling really meet
const number = fc.constantFrom('+79220000001', '+79220000002', '', '+79220000003')
const stories: fc.Arbitrary<Story> = fc
  .tuple(number, fc.nat(1), fc.nat(12), fc.subarray([0, 1, 2], { minLength: 1 }))
  .map(([from, index, kind, of]): Story => {
    const ids = of.map((n) => shutdownIds[n] ?? 0)
    const first = operators[index] ?? ''
    const second = operators[1 - index] ?? ''
    switch (kind) {
      case 0:
        return abandoned(from, first)
      case 1:
        return askedForCallback(from)
      case 2:
        return operatorLost(from, first)
      case 3:
        return reattached(from, first)
      case 4:
        return transferred(from, first, second)
      case 5:
        return calledBack(from, first)
      case 6:
        return toldOf(from, ids)
      case 7:
        return toldOf(from, ids, false)
      case 8:
        return toldAfterQuestion(from, ids)
      case 9:
        return leftMessage(from, ids)
      case 10:
        return toldAndQueued(from, ids, of.includes(1) ? first : null)
      case 11:
        return urgent(from, ids)
      default:
        return answered(from, first)
    }
  })

/** Calls that overlap as on a busy day: one ledger, in the order of time. */
const ledger = fc.array(fc.tuple(stories, fc.nat(90)), { minLength: 1, maxLength: 8 }).map((calls) =>
  calls
    .flatMap(([story, second], index) =>
      tell(story, {
        callId: `call-${index}`,
        begins: new Date(Date.parse('2026-11-22T10:00:00Z') + second * 1000).toISOString(),
      }),
    )
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
)

/** A delivery of a ledger: where it is cut, and how far each batch reaches back to what was sent already. */
const delivery = fc.record({
  cuts: fc.array(fc.nat(80), { maxLength: 6 }),
  repeats: fc.array(fc.nat(10), { minLength: 8, maxLength: 8 }),
})

async function deliver(events: CallEvent[], { cuts, repeats }: { cuts: number[]; repeats: number[] }) {
  const ends = [...new Set([...cuts.filter((cut) => cut < events.length), events.length])].toSorted(
    (a, b) => a - b,
  )
  let from = 0
  for (const [index, end] of ends.entries()) {
    const back = Math.max(0, from - (repeats[index % repeats.length] ?? 0))
    await receiveCallEvents(deps, batchOf(events.slice(back, end)))
    from = end
  }
}

/** What the database holds, with ids that do not depend on how the ledger was cut. */
async function state() {
  const { repositories } = database.store
  const calls = await repositories.calls.page({ limit: 1000 })
  const tasks = await repositories.tasks.ofCalls(calls.map(({ id }) => id))
  const originOf = new Map(
    tasks.map((task) => [task.id, task.links.find(({ kind }) => kind === 'origin')?.callId]),
  )
  const history = await Promise.all(tasks.map(async ({ id }) => repositories.taskHistory.ofTask(id)))
  return {
    calls,
    tasks: tasks
      .map((task, index) => ({
        ...task,
        id: originOf.get(task.id),
        joinedTo: task.joinedTo === null ? null : originOf.get(task.joinedTo),
        links: task.links.toSorted((a, b) => a.callId.localeCompare(b.callId)),
        history: history[index]?.map((entry) => ({ ...entry, fact: null })),
      }))
      .toSorted((a, b) => String(a.id).localeCompare(String(b.id))),
    callers:
      await rowsOf(`select shutdown_id, call_id, number, digits, house_id, apartment_id, how, at, heard_version,
      wants_notice, message_file from shutdown_callers order by shutdown_id, call_id`),
    counts: await rowsOf('select id, caller_count from shutdowns order by id'),
    // a call-back that was settled before its batch was written needs no job, another one's job finds nothing to do
    overdueJobs: await jobsOf(tasks.filter(({ status }) => status === 'callback').map(({ id }) => id)),
  }
}

async function jobsOf(taskIds: number[]) {
  const { rows } = await database.knex.raw(
    `select kind, run_at from jobs where (payload->>'taskId')::bigint = any(?) order by run_at`,
    [taskIds],
  )
  return rows
}

async function rowsOf(sql: string): Promise<Record<string, unknown>[]> {
  const { rows } = await database.knex.raw(sql)
  return rows
}

/** A board that only ever heard the journal. */
function replay(entries: readonly JournalEntry[]) {
  const calls = new Map<string, Call>()
  const tasks = new Map<number, Task>()
  for (const { data } of entries) {
    if (data.type === 'call.changed') calls.set(data.call.id, data.call)
    if (data.type === 'task.changed') tasks.set(data.task.id, data.task)
  }
  return { calls, tasks }
}

describe('however a ledger is cut into batches and repeated', () => {
  it('calls, drafts, history and jobs are the same, and the ledger explains them', async () => {
    await fc.assert(
      fc.asyncProperty(ledger, delivery, async (events, how) => {
        await clear()
        await deliver(events, { cuts: [], repeats: [0] })
        const atOnce = await state()
        await clear()
        await deliver(events, how)
        expect(await state()).toEqual(atOnce)
        const differences = []
        for await (const difference of compareProjection(database.store)) differences.push(difference)
        expect(differences).toEqual([])
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  it('a board that heard the journal shows what a fresh snapshot shows', async () => {
    await fc.assert(
      fc.asyncProperty(ledger, delivery, async (events, how) => {
        await clear()
        await deliver(events, how)
        const snapshot = await takeSnapshot(deps)
        const entries = await database.store.repositories.journal.after(0, 10_000)
        expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
        expect(snapshot.seq).toBe(entries.length)
        const board = replay(entries)
        for (const call of snapshot.calls) expect(board.calls.get(call.id)).toEqual(call)
        for (const task of snapshot.tasks) expect(board.tasks.get(task.id)).toEqual(task)
        const shown = new Set(snapshot.tasks.map(({ id }) => id))
        const gone = [...board.tasks.values()].filter(({ id }) => !shown.has(id))
        expect(gone.filter(({ status }) => status !== 'discarded')).toEqual([])
      }),
      { numRuns: 25 },
    )
  }, 120_000)

  it('nobody who called is forgotten: each call has its draft, each unanswered one somebody to call back', async () => {
    await fc.assert(
      fc.asyncProperty(ledger, delivery, async (events, how) => {
        await clear()
        await deliver(events, how)
        const { calls, tasks, callers, counts } = await state()
        const incoming = calls.filter(({ direction }) => direction === 'in')
        expect(new Set(tasks.map(({ id }) => id))).toEqual(new Set(incoming.map(({ id }) => id)))
        const byId = new Map(tasks.map((task) => [task.id, task]))
        const isListed = (task: (typeof tasks)[number]): boolean =>
          callers.some((row) => row['call_id'] === task.id && row['shutdown_id'] === task.shutdownId)
        const lost = tasks.filter((task) => {
          let at: (typeof tasks)[number] | undefined = task
          while (at?.status === 'discarded' && !isListed(at)) at = byId.get(at.joinedTo ?? undefined)
          return at === undefined
        })
        expect(lost).toEqual([])
        // whoever was told of one that there is stands in its list, once
        const heard = calls.flatMap(({ id, informedOf }) =>
          informedOf.filter((one) => one !== 999_999).map((one) => `${one} ${id}`),
        )
        expect(callers.map((row) => [row['shutdown_id'], row['call_id']].join(' ')).toSorted()).toEqual(
          heard.toSorted(),
        )
        for (const count of counts) {
          const listed = callers.filter((row) => row['shutdown_id'] === count['id'])
          expect(listed).toHaveLength(Number(count['caller_count']))
        }
        // who pressed 9 is never let go with an announcement
        expect(calls.filter(({ isUrgent, result }) => isUrgent && result === 'informed')).toEqual([])
      }),
      { numRuns: 25 },
    )
  }, 120_000)

  it('calls of different numbers do not touch each other, however their events interleave', async () => {
    const kinds = fc.array(fc.constantFrom(abandoned, answered, operatorLost, reattached, calledBack), {
      minLength: 2,
      maxLength: 5,
    })
    const told = kinds.map((chosen) =>
      chosen.map((story, index) =>
        tell(story(`+7922000000${index}`, operators[0] ?? ''), {
          callId: `call-${index}`,
          begins: '2026-11-22T10:00:00.000Z',
        }),
      ),
    )
    const interleaved = told.chain((calls) => {
      const turns = calls.flatMap((events, index) => events.map(() => index))
      return fc
        .shuffledSubarray(turns, { minLength: turns.length })
        .map((order) => ({ calls, mixed: mix(calls, order) }))
    })
    await fc.assert(
      fc.asyncProperty(interleaved, delivery, async ({ calls, mixed }, how) => {
        await clear()
        await deliver(calls.flat(), { cuts: [], repeats: [0] })
        const inTurn = await state()
        await clear()
        await deliver(mixed, how)
        expect(await state()).toEqual(inTurn)
      }),
      { numRuns: 25 },
    )
  }, 120_000)
})

/** One ledger of several calls: each call's events in their order, the calls taking turns as `order` says. */
function mix(calls: readonly (readonly CallEvent[])[], order: readonly number[]): CallEvent[] {
  const next = calls.map(() => 0)
  return order.flatMap((index) => {
    const at = next[index] ?? 0
    next[index] = at + 1
    return calls[index]?.[at] ?? []
  })
}
