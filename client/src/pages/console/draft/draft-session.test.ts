import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Task } from '#contracts/task.ts'
import { ApiError } from '../../../realtime/api-error.ts'
import { createFakeApi, type Answers } from '../../../testing/mount.ts'
import { sampleTask } from '../../../testing/samples.ts'
import { createDraftCopies } from './draft-copy.ts'
import { createDraftSession, type DraftSession } from './draft-session.ts'

beforeEach(() => {
  vi.useFakeTimers()
  sessionStorage.clear()
})
afterEach(() => void vi.useRealTimers())

function begin(
  answers: Answers,
  task = sampleTask(),
): { session: DraftSession; asked: { name: string; request: { body?: unknown } }[] } {
  const { api, asked } = createFakeApi(answers)
  const session = createDraftSession(task, {
    api,
    copies: createDraftCopies(sessionStorage),
    onChange: () => undefined,
    onTask: () => undefined,
  })
  return { session, asked }
}
/** A server with one draft that keeps versions as the real one does. */
function draftServer(initial = sampleTask()): {
  answers: Answers
  task: () => Task
  change: (fields: Partial<Task['fields']>) => void
} {
  let task = initial
  const change = (fields: Partial<Task['fields']>): void => {
    task = { ...task, version: task.version + 1, fields: { ...task.fields, ...fields } }
  }
  const save = ({ body }: { body?: unknown }): Task => {
    const { version, fields } = body as { version: number; fields: Partial<Task['fields']> }
    if (version !== task.version) throw new ApiError('conflict', 409)
    change(fields)
    return task
  }
  return {
    task: () => task,
    change,
    answers: {
      saveDraft: save,
      getTask: () => ({ task, history: [], historyCount: 0, calls: [] }),
      registerTask: (request) => {
        save(request)
        task = { ...task, status: 'new', number: '26-000001' }
        return task
      },
    },
  }
}

describe('draft session', () => {
  test('typing is saved once, a moment after the last letter', async () => {
    const server = draftServer()
    const { session, asked } = begin(server.answers)
    for (const text of ['т', 'те', 'течь']) session.edit({ text })
    expect(session.view().status).toBe('unsaved')
    await vi.advanceTimersByTimeAsync(700)
    expect(asked).toHaveLength(1)
    expect(server.task().fields.text).toBe('течь')
    expect(session.view().status).toBe('saved')
  })

  test('another person changed another field: both stand, nobody is asked', async () => {
    const server = draftServer()
    const { session } = begin(server.answers)
    session.edit({ text: 'течь' })
    server.change({ applicantName: 'Иванов' })
    await vi.advanceTimersByTimeAsync(2000)
    expect(server.task().fields).toMatchObject({ text: 'течь', applicantName: 'Иванов' })
    expect(session.view()).toMatchObject({ status: 'saved', conflicts: [] })
  })

  test('both wrote the same field: both texts are shown, nothing is overwritten until a person decides', async () => {
    const server = draftServer()
    const { session } = begin(server.answers)
    session.edit({ text: 'моё' })
    server.change({ text: 'чужое' })
    await vi.advanceTimersByTimeAsync(3000)
    expect(session.view().conflicts).toEqual([{ name: 'text', theirs: 'чужое' }])
    expect(session.view().fields.text).toBe('моё')
    expect(server.task().fields.text).toBe('чужое')
    session.keepMine('text')
    await vi.advanceTimersByTimeAsync(700)
    expect(server.task().fields.text).toBe('моё')
    server.change({ text: 'ещё чужое' })
    session.edit({ text: 'снова моё' })
    session.receive(server.task())
    session.takeTheirs('text')
    expect(session.view()).toMatchObject({ status: 'saved', fields: { text: 'ещё чужое' } })
  })

  test('offline the text is kept in the window, a reload finds it, and it is saved when the line is back', async () => {
    const server = draftServer()
    let isAway = true
    const answers: Answers = {
      ...server.answers,
      saveDraft: (request) => {
        if (isAway) throw new ApiError('offline', 0)
        return server.answers.saveDraft?.(request)
      },
    }
    const before = begin(answers)
    before.session.edit({ text: 'течь в подвале' })
    await vi.advanceTimersByTimeAsync(700)
    expect(before.session.view().status).toBe('offline')
    before.session.stop()
    await vi.advanceTimersByTimeAsync(100)
    const after = begin(answers, server.task())
    expect(after.session.view().fields.text).toBe('течь в подвале')
    isAway = false
    await vi.advanceTimersByTimeAsync(4000)
    expect(server.task().fields.text).toBe('течь в подвале')
    expect(sessionStorage.length).toBe(0)
  })

  test.each([1, 30])(
    'a save that was taken unheard is no foreign change, %i broken tries later',
    async (tries) => {
      const server = draftServer()
      let broken = 0
      const { session } = begin({
        ...server.answers,
        saveDraft: (request) => {
          // the first try reaches the server, but its answer is never heard
          if (broken === 0) server.answers.saveDraft?.(request)
          broken += 1
          if (broken <= tries) throw new ApiError('offline', 0)
          return server.answers.saveDraft?.(request)
        },
      })
      for (let letters = 1; letters <= tries + 2; letters++) {
        session.edit({ text: 'т'.repeat(letters) })
        await vi.advanceTimersByTimeAsync(700)
      }
      await vi.advanceTimersByTimeAsync(10_000)
      expect(session.view()).toMatchObject({ status: 'saved', conflicts: [] })
      expect(server.task().fields.text).toBe('т'.repeat(tries + 2))
    },
  )

  test('a page that went away leaves alone what the next one keeps', async () => {
    const server = draftServer()
    const late = Promise.withResolvers<void>()
    const answers: Answers = {
      ...server.answers,
      saveDraft: async (request) => {
        await late.promise
        return server.answers.saveDraft?.(request)
      },
    }
    const before = begin(answers)
    before.session.edit({ text: 'течь' })
    before.session.stop()
    const after = begin(answers, server.task())
    after.session.edit({ text: 'течь в подвале' })
    late.resolve()
    await vi.advanceTimersByTimeAsync(0)
    expect(createDraftCopies(sessionStorage).read(server.task().id)?.mine.text).toBe('течь в подвале')
    await vi.advanceTimersByTimeAsync(5000)
    expect(after.session.view()).toMatchObject({ status: 'saved', conflicts: [] })
    expect(server.task().fields.text).toBe('течь в подвале')
  })

  test('a text that the server trims is not saved again and again', async () => {
    const server = draftServer()
    const { session, asked } = begin({
      ...server.answers,
      saveDraft: () => sampleTask({ version: 2, fields: { text: 'течь' } }),
    })
    session.edit({ text: 'течь ' })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked).toHaveLength(1)
    expect(session.view()).toMatchObject({ status: 'saved', fields: { text: 'течь ' } })
  })

  test('registers with what was typed a moment ago, over a foreign change of another field', async () => {
    const server = draftServer()
    const { session } = begin(server.answers)
    session.edit({ text: 'течь' })
    server.change({ applicantPhone: '+7' })
    const registered = session.register()
    await vi.advanceTimersByTimeAsync(100)
    expect((await registered).number).toBe('26-000001')
    expect(server.task().fields).toMatchObject({ text: 'течь', applicantPhone: '+7' })
  })

  test('a draft that was finished elsewhere says so and keeps the text in sight', async () => {
    const { session } = begin({
      saveDraft: () => {
        throw new ApiError('taskNotOpen', 409)
      },
    })
    session.edit({ text: 'течь' })
    await vi.advanceTimersByTimeAsync(700)
    expect(session.view()).toMatchObject({ status: 'gone', fields: { text: 'течь' } })
  })
})
