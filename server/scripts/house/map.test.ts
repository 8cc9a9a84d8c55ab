import { expect, it } from 'vitest'
import { mapOf, roomOf } from './map.ts'

it.each([
  ['server/domain/task/states.ts', 'server/domain'],
  ['server/features/task/move-task.ts', 'server/features/task'],
  ['server/features/shutdown/notice/send-notice.ts', 'server/features/shutdown'],
  ['server/platform/db/sql.ts', 'server/platform/db'],
  ['server/main.ts', 'server/main.ts'],
  ['sip/pbx/call/leg.ts', 'sip/pbx'],
  ['client/src/pages/board/Page.vue', 'client/src/pages'],
])('%s stands in %s', (file, room) => {
  expect(roomOf(file)).toBe(room)
})

it('draws imports between rooms with their count, without tests', () => {
  const edge = (from: string, to: string) => ({ from, to, kind: 'value' as const })
  expect(
    mapOf([
      edge('server/domain/a.ts', 'server/contracts/b.ts'),
      edge('server/domain/c.ts', 'server/contracts/b.ts'),
      edge('server/domain/a.ts', 'server/domain/c.ts'),
      edge('server/domain/a.test.ts', 'sip/pbx/b.ts'),
      edge('server/testing/x.ts', 'server/domain/a.ts'),
    ]),
  ).toBe('flowchart LR\n  r0["server/contracts"]\n  r1["server/domain"]\n  r1 -- 2 --> r0')
})
