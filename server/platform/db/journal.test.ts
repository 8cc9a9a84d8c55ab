import { afterAll, beforeAll, expect, it } from 'vitest'
import type { JournalData } from '#contracts/journal.ts'
import { defaultSettings } from '#contracts/settings.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { appendToJournal } from './journal.ts'

const writers = 20
const rounds = 15
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ max: writers + 2 })
})
afterAll(() => database.drop())

const entry = (version: number): JournalData => ({
  type: 'settings.changed',
  settings: defaultSettings,
  version,
})

it('is gapless and becomes visible in the order of seq under twenty writers', async () => {
  const { store } = database
  const seen: number[] = []
  let isWriting = true
  // polls as the push does: whatever is there after the last seq that it saw
  const reader = (async () => {
    for (let last = 0; ;) {
      const isOver = !isWriting
      const entries = await store.repositories.journal.after(last, 1000)
      seen.push(...entries.map(({ seq }) => seq))
      last = seen.at(-1) ?? 0
      if (isOver && entries.length === 0) return
    }
  })()
  const write = async (writer: number): Promise<void> => {
    for (let round = 0; round < rounds; round++) {
      await store
        .transaction(async (tx) => {
          const data = Array.from({ length: 1 + (writer % 3) }, () => entry(writer))
          await appendToJournal(tx.knex, data, new Date())
          // some give up after they had their seq, as a failed commit does
          if ((writer + round) % 5 === 0) throw new Error('rolled back')
        })
        .catch(() => undefined)
    }
  }
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
  isWriting = false
  await reader
  const head = await store.repositories.journal.head()
  expect(head).toBeGreaterThan(writers * rounds)
  expect(seen).toEqual(Array.from({ length: head }, (_, index) => index + 1))
})

it('answers the last seq of many', async () => {
  const { journal } = database.store.repositories
  const head = await journal.head()
  const written = await appendToJournal(database.knex, [entry(1), entry(2), entry(3)], new Date())
  expect(written.map(({ seq }) => seq)).toEqual([head + 1, head + 2, head + 3])
  const entries = await journal.after(head, 2)
  expect(entries.map(({ seq, data }) => [seq, data])).toEqual([
    [head + 1, entry(1)],
    [head + 2, entry(2)],
  ])
})
