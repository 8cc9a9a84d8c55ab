import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { query } from '#server/platform/db/sql.ts'
import { openBoard } from './board.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import { sampleCall, sampleTask } from '#server/testing/samples/sample-entities.ts'

/** Longer than the contract allows, and nothing that may stand in a log. */
const secret = 'Ильина '.repeat(40)
const lines: string[] = []
let edge: TestEdge
let dispatcher: Browser
beforeAll(async () => {
  edge = await startEdge({ logTo: { write: (text) => void lines.push(text) } })
  dispatcher = await edge.as('dispatcher')
})
afterAll(() => edge.stop())

/** As a version of ours with a fault would write it. */
const written = (data: object): Promise<unknown> =>
  query(
    edge.database.knex,
    `with head as (update journal_head set seq = seq + 1 where id = 1 returning seq),
     added as (insert into journal (seq, at, type, data) select seq, now(), ?, ? from head)
     select pg_notify('journal', '')`,
    ['call.changed', JSON.stringify(data)],
  )
const call = (id: string): object => ({ type: 'call.changed', call: sampleCall(id) })
const { fields } = sampleTask(1)
const unfit = { type: 'task.changed', task: sampleTask(1, { fields: { ...fields, applicantName: secret } }) }

it('an entry that breaks its contract is told to nobody, and what comes after it is', async () => {
  const faults = vi.spyOn(edge.deps.log, 'error')
  const board = openBoard(edge.origin, dispatcher)
  await vi.waitFor(() => expect(board.state.seq).not.toBeNull())
  board.disconnect()
  for (const data of [call('embedded:1'), unfit, call('embedded:2'), unfit]) await written(data)
  board.connect()
  const head = await edge.deps.store.repositories.journal.head()
  await vi.waitFor(() => expect(board.state.seq).toBe(head))
  await written(unfit)
  await written(call('embedded:3'))
  await vi.waitFor(() =>
    expect([...board.state.calls.keys()]).toEqual(['embedded:1', 'embedded:2', 'embedded:3']),
  )
  expect(JSON.stringify([board.frames, board.answers])).not.toContain('Ильина')
  expect(faults).toHaveBeenCalledWith(
    expect.objectContaining({
      err: expect.objectContaining({
        message: 'a journal entry breaks its contract: data.task.fields.applicantName too_big',
      }),
    }),
    'a journal entry is not sent',
  )
  faults.mockRestore()
  board.close()
})

it('a task that breaks its contract is left out of snapshots, and asked for is a fault in plain words', async () => {
  const faults = vi.spyOn(edge.deps.log, 'error')
  const [row] = await query<{ id: number }>(
    edge.database.knex,
    `insert into tasks (source, status, number, applicant_name, created_at, updated_at)
     values ('manual', 'new', 'п-1', ?, now(), now()), ('manual', 'new', 'п-2', 'Анна', now(), now()) returning id`,
    [secret],
  )
  const board = openBoard(edge.origin, dispatcher)
  await vi.waitFor(() => expect([...board.state.tasks.values()].map(({ number }) => number)).toEqual(['п-2']))
  expect(faults).toHaveBeenCalledWith(
    expect.objectContaining({ leftOut: [{ list: 'tasks', id: row?.id }] }),
    'left out of a snapshot',
  )
  const answer = await dispatcher.send('GET', `/api/tasks/${row?.id}`)
  expect(answer.status).toBe(500)
  expect(await answer.json()).toEqual({ code: 'unexpected', requestId: answer.headers.get('x-request-id') })
  await vi.waitFor(() => expect(lines.join('')).toContain('task.fields.applicantName too_big'))
  expect(lines.join('') + JSON.stringify(faults.mock.calls)).not.toContain('Ильина')
  faults.mockRestore()
  board.close()
})
