import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createLogger } from './logger.ts'

function lineOf(facts: object): string {
  const stream = new PassThrough()
  createLogger('info', stream).info(facts, 'said')
  return String(stream.read())
}

test('a line is one JSON object with its level by name', () => {
  expect(JSON.parse(lineOf({ callId: 'embedded:1' }))).toMatchObject({
    level: 'info',
    callId: 'embedded:1',
    msg: 'said',
  })
})

test.each([
  [{ password: 'hunter2' }],
  [{ user: { password: 'hunter2' } }],
  [{ req: { headers: { cookie: 'hunter2' } } }],
  [{ req: { headers: { authorization: 'hunter2' } } }],
  [{ account: { ha1Md5: 'hunter2' } }],
  [{ res: { headers: { 'set-cookie': 'hunter2' } } }],
])('secrets never reach the log: %j', (facts) => {
  expect(lineOf(facts)).not.toContain('hunter2')
})

test('of a telephone number the last two digits remain', () => {
  const line = lineOf({
    from: '+73452000012',
    call: { from: '+73452000012' },
    task: { fields: { applicantPhone: '73452000012' } },
  })
  expect(line).not.toContain('3452')
  expect(line).toContain('***12')
})
