import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Task } from '#contracts/task.ts'
import { createStore } from '#server/store.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { taskOfRecord } from '#domain/task/task-record.ts'
import {
  abandoned,
  answered,
  askedForCallback,
  batchOf,
  calledBack,
  operatorLost,
  reattached,
  tell,
  transferred,
} from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addFlat, addHouse, addResident } from '#server/testing/samples/houses.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { receiveCallEvents } from './receive-call-events.ts'

const begins = '2026-11-22T10:00:00.000Z'
let database: TestDatabase
let deps: Deps
let olga: Person
let pyotr: Person
let count = 0

beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  olga = await addActor(database.store, 'operator', 'Ольга')
  pyotr = await addActor(database.store, 'operator', 'Пётр')
})
afterAll(() => database.drop())

let number = ''
beforeEach(() => {
  count += 1
  number = `+7922${String(count).padStart(7, '0')}`
})

const sip = (actor: Person): string => actor.sipUsername ?? ''
const receive = (events: ReturnType<typeof tell>) => receiveCallEvents(deps, batchOf(events))
const taskOf = async (callId: string): Promise<Task> => {
  const [record] = (await database.store.repositories.tasks.ofCalls([`embedded:${callId}`])).filter((task) =>
    task.links.some((link) => link.kind === 'origin' && link.callId === `embedded:${callId}`),
  )
  if (!record) throw new Error(`no task of call ${callId}`)
  return taskOfRecord(record)
}
const historyOf = async (task: Task): Promise<string[]> =>
  (await database.store.repositories.taskHistory.ofTask(task.id)).map(({ what }) => what)

describe('a call that arrives', () => {
  it('has a draft at once, without number and owner', async () => {
    await receive(tell(answered(number, sip(olga)), { callId: 'arrives', begins }).slice(0, 1))
    expect(await taskOf('arrives')).toMatchObject({
      status: 'draft',
      number: null,
      ownerId: null,
      callIds: ['embedded:arrives'],
      createdAt: begins,
      fields: { applicantPhone: number },
    })
  })

  it('of a number known to one flat has its address and person', async () => {
    const house = await addHouse(database.store, { street: 'Республики', number: '5' })
    const flat = await addFlat(database.store, house, '12')
    await addResident(database.store, flat, { name: 'Анна Ильина', phone: number })
    await receive(tell(answered(number, sip(olga)), { callId: 'known', begins }).slice(0, 1))
    const task = await taskOf('known')
    expect(task.fields).toMatchObject({ ...flat, applicantName: 'Анна Ильина' })
    expect(task.address).toBe('ул. Республики, 5, кв. 12')
  })

  it('of a number known to two flats has nothing preselected', async () => {
    const house = await addHouse(database.store, { street: 'Мельникайте', number: '7' })
    for (const flatNumber of ['1', '2']) {
      const flat = await addFlat(database.store, house, flatNumber)
      await addResident(database.store, flat, { name: `Житель ${flatNumber}`, phone: number })
    }
    await receive(tell(answered(number, sip(olga)), { callId: 'two-flats', begins }).slice(0, 1))
    const task = await taskOf('two-flats')
    expect(task.fields).toMatchObject({ houseId: null, apartmentId: null, applicantName: '' })
  })
})

describe('an answered call', () => {
  it('gives the draft to the operator who answers, and leaves it theirs after the end', async () => {
    await receive(tell(answered(number, sip(olga)), { callId: 'answered', begins }))
    const task = await taskOf('answered')
    expect(task).toMatchObject({ status: 'draft', ownerId: olga.userId, ownerName: 'Ольга', isOrphan: false })
    expect(await historyOf(task)).toEqual(['created', 'owned'])
  })

  it('gives the draft to whom it was transferred', async () => {
    await receive(tell(transferred(number, sip(olga), sip(pyotr)), { callId: 'transferred', begins }))
    expect(await taskOf('transferred')).toMatchObject({ ownerId: pyotr.userId })
  })

  it('leaves an orphan when the operator vanished', async () => {
    await receive(tell(operatorLost(number, sip(olga)), { callId: 'orphan', begins }))
    const task = await taskOf('orphan')
    expect(task).toMatchObject({ status: 'draft', isOrphan: true, ownerId: olga.userId })
    expect(await historyOf(task)).toEqual(['created', 'owned', 'orphaned'])
  })

  it('leaves an orphan when the PBX died in the conversation', async () => {
    const story = answered(number, sip(olga)).slice(0, 5)
    const lost = { type: 'call.ended', endedBy: 'system', cause: 'lost' } as const
    await receive(tell([...story, [30, lost]], { callId: 'pbx-died', begins }))
    expect(await taskOf('pbx-died')).toMatchObject({ status: 'draft', isOrphan: true })
  })

  it('stays with the operator when it was the caller’s line that broke', async () => {
    const story = answered(number, sip(olga)).slice(0, 6)
    const lost = { type: 'call.ended', endedBy: 'system', cause: 'lost' } as const
    await receive(tell([...story, [66, lost]], { callId: 'line-broke', begins }))
    expect(await taskOf('line-broke')).toMatchObject({ isOrphan: false, ownerId: olga.userId })
  })

  it('stays with the operator whose page was reloaded', async () => {
    await receive(tell(reattached(number, sip(olga)), { callId: 'reattached', begins }))
    expect(await taskOf('reattached')).toMatchObject({ isOrphan: false, ownerId: olga.userId })
  })
})

describe('a call that nobody answered', () => {
  it.each([
    ['the caller gave up', () => abandoned(number, sip(olga)), '2026-11-22T10:10:30.000Z'],
    ['the caller asked for it', () => askedForCallback(number), '2026-11-22T10:11:01.000Z'],
  ])('is a call-back within ten minutes: %s', async (name, story, by) => {
    await receive(tell(story(), { callId: `missed-${name}`, begins }))
    const task = await taskOf(`missed-${name}`)
    expect(task).toMatchObject({ status: 'callback', deadlines: { callbackBy: by }, ownerId: null })
    const jobs = await database.store.repositories.jobs.due(new Date(by), 1000)
    expect(jobs.filter((job) => JSON.stringify(job.payload).includes(`"taskId":${task.id},`))).toMatchObject([
      { kind: 'callback.overdue', payload: { callbackBy: by }, runAt: new Date(by) },
    ])
  })

  it('and that calls again unanswered counts in the first call-back, with the first clock', async () => {
    await receive(tell(abandoned(number, sip(olga)), { callId: 'first', begins }))
    await receive(
      tell(abandoned(number, sip(olga)), { callId: 'second', begins: '2026-11-22T10:03:00.000Z' }),
    )
    const first = await taskOf('first')
    expect(first).toMatchObject({
      status: 'callback',
      repeatCount: 1,
      callIds: ['embedded:first', 'embedded:second'],
      deadlines: { callbackBy: '2026-11-22T10:10:30.000Z' },
    })
    expect(await taskOf('second')).toMatchObject({ status: 'discarded', joinedTo: first.id })
  })

  it('with a hidden number stays on the board by itself: an empty number is no key', async () => {
    await receive(tell(abandoned('', sip(olga)), { callId: 'hidden-1', begins }))
    await receive(tell(abandoned('anonymous', sip(olga)), { callId: 'hidden-2', begins }))
    expect(await taskOf('hidden-1')).toMatchObject({ status: 'callback', repeatCount: 0 })
    expect(await taskOf('hidden-2')).toMatchObject({ status: 'callback', repeatCount: 0 })
  })
})

describe('a conversation with a number that waits for a call-back', () => {
  it('settles it into the draft of the new call, when the resident called', async () => {
    await receive(tell(abandoned(number, sip(olga)), { callId: 'waits', begins }))
    await receive(
      tell(answered(number, sip(pyotr)), { callId: 'gets-through', begins: '2026-11-22T10:05:00.000Z' }),
    )
    const draft = await taskOf('gets-through')
    expect(await taskOf('waits')).toMatchObject({ status: 'discarded', joinedTo: draft.id })
    expect(draft).toMatchObject({ status: 'draft', ownerId: pyotr.userId, repeatCount: 1 })
    expect(draft.callIds).toEqual(['embedded:gets-through', 'embedded:waits'])
  })

  it('makes it the draft of the operator who called back', async () => {
    await receive(tell(abandoned(number, sip(olga)), { callId: 'to-call', begins }))
    await receive(
      tell(calledBack(number, sip(pyotr)), { callId: 'calls-back', begins: '2026-11-22T10:05:00.000Z' }),
    )
    const task = await taskOf('to-call')
    expect(task).toMatchObject({ status: 'draft', ownerId: pyotr.userId, deadlines: { callbackBy: null } })
    expect(task.callIds).toEqual(['embedded:to-call', 'embedded:calls-back'])
    expect(await historyOf(task)).toEqual(['created', 'callback', 'settled'])
  })
})

describe('receiving', () => {
  it('counts what was there already and changes nothing by it', async () => {
    const events = tell(answered(number, sip(olga)), { callId: 'twice', begins })
    expect(await receive(events)).toEqual({ received: 8, repeated: 0 })
    const before = [await database.store.repositories.calls.find('embedded:twice'), await taskOf('twice')]
    const seq = await database.store.repositories.journal.head()
    expect(await receive([...events, ...events])).toEqual({ received: 0, repeated: 16 })
    expect([await database.store.repositories.calls.find('embedded:twice'), await taskOf('twice')]).toEqual(
      before,
    )
    expect(await database.store.repositories.journal.head()).toBe(seq)
  })

  it('keeps the cursor with the events, and loses both when anything fails', async () => {
    const events = tell(answered(number, sip(olga)), { callId: 'fails', begins })
    const before = await database.store.repositories.ledger.cursor('embedded')
    // at its very end, when everything is written and the journal is to come
    const outOfOrder = (): Date => {
      throw new Error('out of order')
    }
    const failing: Deps = { ...deps, store: createStore(database.knex, outOfOrder) }
    const batch = { ...batchOf(events), cursor: { inode: '9', offset: 99 } }
    await expect(receiveCallEvents(failing, batch)).rejects.toThrow('out of order')
    expect(await database.store.repositories.ledger.cursor('embedded')).toEqual(before)
    expect(await database.store.repositories.calls.find('embedded:fails')).toBeNull()
    expect(await receiveCallEvents(deps, batch)).toEqual({ received: 8, repeated: 0 })
    expect(await database.store.repositories.ledger.cursor('embedded')).toEqual({ inode: '9', offset: 99 })
  })

  it('stores what a stranger put into a display name, whatever it is', async () => {
    const [arrival] = tell(answered(number, sip(olga)), { callId: 'hostile', begins })
    if (arrival?.type !== 'call.arrived') throw new Error('no arrival')
    await receive([{ ...arrival, displayName: 'a\0b\uD800' }])
    expect(await database.store.repositories.calls.find('embedded:hostile')).toMatchObject({
      displayName: 'a\u{FFFD}b\u{FFFD}',
    })
  })

  it('ignores a stray leg, but keeps its event', async () => {
    const stray = tell([[0, { type: 'call.ended', endedBy: 'system', cause: 'normal' }]], {
      callId: 'stray',
      begins,
    })
    expect(await receive(stray)).toEqual({ received: 1, repeated: 0 })
    expect(await database.store.repositories.calls.find('embedded:stray')).toBeNull()
    expect(await database.store.repositories.callEvents.ofCall('embedded:stray')).toHaveLength(1)
  })

  it('takes a dozen statements for five hundred events of a hundred calls', async () => {
    const events = Array.from({ length: 100 }, (_, index) =>
      tell(answered(`+79330000${String(index).padStart(3, '0')}`, sip(olga)), {
        callId: `many-${index}`,
        begins,
      }),
    ).flat()
    let statements = 0
    const countOne = (): void => {
      statements += 1
    }
    database.knex.on('query', countOne)
    await receive(events)
    database.knex.off('query', countOne)
    expect(statements).toBeLessThanOrEqual(16)
  })
})

describe('outgoing calls at the bound of the day', () => {
  it('are in the audit, whatever else happens to the call', async () => {
    const at = '2026-11-22T10:00:00.000Z'
    await receiveCallEvents(
      deps,
      batchOf([
        {
          type: 'outgoing.limited',
          level: 'full',
          calls: 1000,
          seconds: 90_000,
          callId: 'full',
          at,
          source: 'asterisk',
          position: '1:7000',
        },
      ]),
    )
    const [entry] = await database.store.repositories.audit.newest(1)
    expect(entry).toMatchObject({
      action: 'outgoing.limited',
      userId: null,
      details: { level: 'full', calls: 1000, seconds: 90_000 },
    })
  })
})
