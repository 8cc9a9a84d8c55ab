import { expect, test } from 'vitest'
import type { ConsentEntry } from '#contracts/consent.ts'
import type { Role } from '#contracts/permission.ts'
import { all, click, mountInApp, one, type } from '../../testing/mount.ts'
import { sampleConsent } from '../../testing/sample-shutdown.ts'
import NumberConsents from './NumberConsents.vue'

const mountNumber = (entries: ConsentEntry[], role: Role = 'operator') =>
  mountInApp(NumberConsents, {
    props: { number: '+73452001203', callId: 'embedded:1' },
    role,
    answers: { consentsOfNumber: () => ({ entries }), refuseContact: () => ({ ok: true }) },
  })
const refusal = sampleConsent({
  key: 'refusal-2',
  id: 2,
  kind: 'refusal',
  purpose: null,
  shutdownId: null,
  shutdownNumber: null,
  refused: 'calls',
  words: '',
})

test('what a number agreed to stands there once, and the bans before it', async () => {
  await mountNumber([
    sampleConsent(),
    sampleConsent({ key: 'consent-2', id: 2 }),
    { ...refusal, refused: 'messages' },
  ])
  const lines = [...document.querySelectorAll('.consents > ul > li')].map((line) => line.textContent)
  expect(lines).toHaveLength(2)
  expect(lines[0]).toContain('Просил не писать СМС')
  expect(lines[1]).toContain('Согласен на звонок автомата об отключении О26-000017')
})

test('a number of which nothing is known is called by people alone, and it says so', async () => {
  await mountNumber([])
  expect(document.body.textContent).toContain('Согласия на звонки автомата нет')
})

test('what does not hold any more is history, with how it ended', async () => {
  const ended = { isInForce: false, endedAt: '2026-11-22T11:00:00.000Z', endedHow: 'key' } as const
  await mountNumber([refusal, sampleConsent(ended)])
  const [now, history] = [document.querySelector('.consents > ul'), document.querySelector('details')]
  expect(now?.textContent).toContain('Просил не звонить автоматом')
  expect(now?.textContent).not.toContain('Согласен')
  expect(history?.textContent).toMatch(/Согласен.*до .*клавишей в звонке/s)
})

test('«больше не звонить автоматом» is written down with the call in which it was said', async () => {
  const page = await mountNumber([sampleConsent()])
  await click(one('button', 'Больше не звонить автоматом'))
  await expect.poll(() => all('button', 'Записать отказ').length).toBe(1)
  await click(one('checkbox', 'Не писать СМС'))
  await type(one('textbox', 'Что сказал (не обязательно)'), 'не звоните мне')
  await click(one('button', 'Записать отказ'))
  expect(page.asked.filter(({ name }) => name === 'refuseContact')).toEqual([
    {
      name: 'refuseContact',
      request: {
        body: {
          number: '+73452001203',
          refused: ['calls', 'messages'],
          how: 'operator',
          note: 'не звоните мне',
          callId: 'embedded:1',
        },
      },
    },
  ])
  expect(page.asked.filter(({ name }) => name === 'consentsOfNumber')).toHaveLength(2)
})

test('who has refused everything is asked for nothing more, and a consent under a ban says so', async () => {
  await mountNumber([
    refusal,
    { ...refusal, key: 'refusal-3', refused: 'messages' },
    sampleConsent({ isInForce: false }),
  ])
  expect(all('button', 'Больше не звонить автоматом')).toEqual([])
  expect(document.querySelector('details')?.textContent).toContain('номер под запретом')
})
