import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { nextPart } from '#sip/ledger/parts.ts'
import { tidyLedger } from './keep-ledger.ts'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'vakhta-keep-'))
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

it("Asterisk's file is put aside after a day, and deleted thirty days after it was read", async () => {
  const file = path.join(folder, 'cel.json')
  const { ledger } = database.store.repositories
  const source = { name: 'asterisk', ledgerFile: file, putsAside: false }
  const tidy = (days: number) =>
    tidyLedger(
      { store: database.store, log: quietLog, now: () => new Date(Date.now() + days * 24 * 3_600_000) },
      source,
    )
  await writeFile(file, '1\n')
  await tidy(0)
  expect(await readdir(folder)).toEqual(['cel.json'])
  await tidy(1.1)
  const [aside = ''] = await readdir(folder)
  expect(aside).toMatch(/^cel\.json-\d{8}T\d{9}Z$/)
  // written before the file that comes after it
  await utimes(path.join(folder, aside), new Date(Date.now() - 5000), new Date(Date.now() - 5000))
  await writeFile(file, '2\n')
  const read = async (): Promise<void> => {
    const part = await nextPart(file, await ledger.cursor('asterisk'), quietLog)
    if (!part) throw new Error('there is nothing to read')
    await part.file.close()
    await ledger.saveCursor('asterisk', { inode: part.id, offset: 2 })
  }
  await read()
  // it may grow yet: it stays, whatever its age, until the one that came after it is read
  await tidy(31)
  expect(await readdir(folder)).toContain(aside)
  await read()
  await tidy(29)
  expect(await readdir(folder)).toContain(aside)
  await tidy(31)
  expect(await readdir(folder)).not.toContain(aside)
  expect(await readdir(folder)).toHaveLength(1)
})
