import { appendFileSync, chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '../../testing/embedded-pbx.ts'
import { manualClock } from '../../testing/manual-clock.ts'
import { translateEmbedded } from '../../translate/embedded.ts'
import { openLedger, type Ledger } from './ledger.ts'

let folder: string
let file: string
const open = (): Ledger => openLedger(file, manualClock(), silentLog, () => {})
const events = (): unknown[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, i) => translateEmbedded(line, `7:${i}`, 'embedded'))
    .map((event) =>
      'cause' in event ? `${event.type} ${event.callId} ${event.cause}` : `${event.type} ${event.callId}`,
    )

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vakhta-ledger-'))
  file = join(folder, 'deep', 'ledger.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('each event is a whole line of the file before `append` returns', () => {
  const ledger = open()
  ledger.append({ type: 'call.queued', callId: 'a', queue: 'dispatch' })
  const lines = readFileSync(file, 'utf8').split('\n')
  expect(lines).toHaveLength(3)
  expect(translateEmbedded(lines[1] ?? '', '7:40', 'embedded')).toEqual([
    {
      type: 'call.queued',
      callId: 'a',
      queue: 'dispatch',
      at: '2026-11-22T09:00:00.000Z',
      source: 'embedded',
      position: '7:40',
    },
  ])
  ledger.close()
})

test('the file is its owner’s alone, also one that was open to all', () => {
  open().close()
  expect(statSync(file).mode & 0o777).toBe(0o600)
  chmodSync(file, 0o644)
  open().close()
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('what a crash left open is ended as lost at the next start, once', () => {
  const crashed = open()
  for (const callId of ['a', 'b', 'c']) {
    crashed.append({
      type: 'call.arrived',
      callId,
      legId: `${callId}1`,
      from: '',
      displayName: '',
      to: '112',
    })
  }
  crashed.append({ type: 'call.ended', callId: 'b', endedBy: 'caller', cause: 'normal' })
  appendFileSync(file, '{"type":"call.arr')
  open().close()
  open().close()
  expect(events()).toEqual([
    'call.arrived a',
    'call.arrived b',
    'call.arrived c',
    'call.ended b normal',
    'call.ended a lost',
    'call.ended c lost',
  ])
  crashed.close()
})

test('a long shift is read back to its start', () => {
  const crashed = open()
  crashed.append({ type: 'call.queued', callId: 'first', queue: 'dispatch' })
  for (let i = 0; i < 20_000; i++) {
    crashed.append({ type: 'call.ended', callId: `call-${i}`, endedBy: 'caller', cause: 'normal' })
  }
  open().close()
  expect(events().at(-1)).toBe('call.ended first lost')
  crashed.close()
})

test('a file of a day is put aside between two lines, and a crash after that still ends what was left open', async () => {
  const clock = manualClock()
  const ledger = openLedger(file, clock, silentLog, () => {})
  const arrive = (callId: string) => ledger.append({ type: 'call.queued', callId, queue: 'dispatch' })
  arrive('a')
  await clock.pass(25 * 3_600_000)
  arrive('b')
  arrive('c')
  const parts = readdirSync(dirname(file)).toSorted()
  expect(parts).toEqual(['ledger.jsonl', 'ledger.jsonl-20261123T100000000Z'])
  expect(readFileSync(join(dirname(file), parts[1] ?? ''), 'utf8').split('\n')).toHaveLength(4)
  expect(events()).toEqual(['call.queued c'])
  open().close()
  expect(events()).toEqual(['call.queued c', 'call.ended a lost', 'call.ended b lost', 'call.ended c lost'])
  ledger.close()
})

test('a file of sixteen megabytes is put aside', () => {
  const ledger = open()
  const queue = 'x'.repeat(1024 * 1024)
  for (let n = 0; n < 17; n++) ledger.append({ type: 'call.queued', callId: `big-${n}`, queue })
  expect(readdirSync(dirname(file))).toHaveLength(2)
  expect(statSync(file).size).toBeLessThan(2 * 1024 * 1024)
  ledger.close()
})

test('lines that are no event give none', () => {
  for (const line of ['', 'x', '[]', 'null', '{"type":"pbx.started"}', '{"type":"call.queued"}']) {
    expect(translateEmbedded(line, '7:1', 'embedded')).toEqual([])
  }
})
