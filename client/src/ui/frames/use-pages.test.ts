import { expect, test } from 'vitest'
import { ApiError } from '../../realtime/api-error.ts'
import { usePages, type PageOfRows } from './use-pages.ts'

const book: Record<string, PageOfRows<number>> = {
  start: { rows: [1, 2], next: 'middle' },
  middle: { rows: [3], next: null },
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

test('the rest is put behind what is there; the end says so', async () => {
  const pages = usePages<number>((cursor) =>
    Promise.resolve(book[cursor ?? 'start'] ?? { rows: [], next: null }),
  )
  pages.load()
  await settled()
  expect([pages.rows.value, pages.hasMore.value]).toEqual([[1, 2], true])
  pages.more()
  await settled()
  expect([pages.rows.value, pages.hasMore.value]).toEqual([[1, 2, 3], false])
})

test('asked anew it begins at the beginning, and what was read stands until the answer is here', async () => {
  let first: PageOfRows<number> = { rows: [1], next: null }
  const pages = usePages<number>(() => Promise.resolve(first))
  pages.load()
  await settled()
  first = { rows: [7], next: null }
  pages.load()
  expect(pages.rows.value).toEqual([1])
  await settled()
  expect(pages.rows.value).toEqual([7])
})

test('a part that failed leaves the rows, and is asked for again from where it was', async () => {
  const cursors: (string | null)[] = []
  let isAway = false
  const pages = usePages<number>((cursor) => {
    cursors.push(cursor)
    if (isAway) return Promise.reject(new ApiError('offline', 0))
    return Promise.resolve(book[cursor ?? 'start'] ?? { rows: [], next: null })
  })
  pages.load()
  await settled()
  isAway = true
  pages.more()
  await settled()
  expect([pages.rows.value, pages.error.value?.code]).toEqual([[1, 2], 'offline'])
  isAway = false
  pages.more()
  await settled()
  expect(pages.rows.value).toEqual([1, 2, 3])
  expect(cursors).toEqual([null, 'middle', 'middle'])
})

test('an answer that was overtaken by a reset is dropped', async () => {
  const pages = usePages<number>(() => Promise.resolve({ rows: [1], next: 'x' }))
  pages.load()
  pages.reset()
  await settled()
  expect([pages.rows.value, pages.hasMore.value, pages.isLoading.value]).toEqual([[], false, false])
})
