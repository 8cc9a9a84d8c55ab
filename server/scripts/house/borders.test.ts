import { describe, expect, it } from 'vitest'
import { crossings } from './borders.ts'
import type { Import } from './imports.ts'

const rules = (from: string, to: string, kind: Import['kind'] = 'value') =>
  crossings([{ from, to, kind }]).map(({ rule }) => rule)
const face = 'of a feature nothing but what lies on its top is imported from outside'
const platform = 'server/platform knows no noun: it imports no feature, use case or service'
const useCase = 'a use case takes adapters by argument: it imports their types alone'

describe('crosses a border', () => {
  it.each([
    ['server/features/task/move-task.ts', 'server/features/call/projections/drafts.ts', face],
    ['server/features/task/feature.ts', 'server/features/shutdown/notice/feature.ts', face],
    ['server/services/worker.ts', 'server/features/task/draft/jobs.ts', face],
    ['server/platform/http/app.ts', 'server/features/task/feature.ts', platform],
    ['server/platform/queue/run-job.ts', 'server/services/worker.ts', platform],
    ['server/features/task/move-task.ts', 'server/platform/queue/run-job.ts', useCase],
    ['server/features/task/move-task.ts', 'server/platform/db/sql.ts', useCase],
    [
      'server/features/shutdown/notice/send-notice.ts',
      'server/features/shutdown/notice/db/notices.ts',
      useCase,
    ],
    ['client/src/entities/task/status.ts', 'server/features/task/list-tasks.ts'],
    ['client/src/realtime/api.ts', 'sip/live.ts'],
    ['client/src/pages/board/Page.vue', 'client/src/pages/log/log.ts'],
    ['client/src/ui/frames/ListPage.vue', 'client/src/pages/log/log.ts'],
    ['server/contracts/task.ts', 'server/domain/task/states.ts'],
    ['server/domain/task/states.ts', 'server/deps.ts'],
    ['sip/pbx/pbx.ts', 'server/domain/call/call-id.ts'],
  ])('%s to %s', (from, to, rule = expect.any(String)) => {
    expect(rules(from, to)).toEqual([rule])
  })

  it('also by a type, where a feature or a floor is entered', () => {
    const inside = 'server/features/call/projections/drafts.ts'
    expect(rules('server/features/task/move-task.ts', inside, 'type')).toEqual([face])
    expect(rules('client/src/main.ts', inside, 'type')).toHaveLength(1)
  })

  it('also by an import that runs later', () => {
    expect(rules('server/features/task/move-task.ts', 'server/platform/db/sql.ts', 'later')).toEqual([
      useCase,
    ])
  })
})

const serverAlone =
  'the server imports no code of the pages: a test of both stands in server/testing/together'
const pagesAlone = 'pages and their tests import of the server its contracts and domain alone'

describe('crosses from one side to the other, also in a test', () => {
  it.each([
    ['server/platform/realtime/realtime.test.ts', 'client/src/realtime/journal.ts', serverAlone],
    ['server/testing/edge/board.ts', 'client/src/realtime/journal.ts', serverAlone],
    ['sip/caller/node-caller.test.ts', 'client/src/softphone/phone.ts', serverAlone],
    ['client/src/realtime/api.test.ts', 'server/testing/samples/shutdowns.ts', pagesAlone],
    ['client/vite.config.ts', 'server/config/config.ts', pagesAlone],
  ])('%s to %s', (from, to, rule) => {
    expect(rules(from, to)).toEqual([rule])
  })

  it.each([
    ['server/testing/together/realtime.test.ts', 'client/src/realtime/journal.ts'],
    ['server/testing/system/softphone-talk.test.ts', 'client/src/softphone/phone.ts'],
    ['client/src/testing/samples.ts', 'server/domain/testing/samples.ts'],
    ['client/src/realtime/api.test.ts', 'server/contracts/http.ts'],
  ])('but not %s to %s', (from, to) => {
    expect(rules(from, to)).toEqual([])
  })
})

describe('crosses none', () => {
  it.each([
    ['server/features/task/move-task.ts', 'server/features/call/get-call.ts'],
    ['server/features/shutdown/report/hours.ts', 'server/features/shutdown/notice/send-notice.ts'],
    ['server/features/task/feature.ts', 'server/features/task/db/tasks.ts'],
    ['server/features/task/db/tasks.ts', 'server/platform/db/sql.ts'],
    ['server/features/task/jobs.ts', 'server/platform/queue/job.ts'],
    ['server/features/task/move-task.ts', 'server/platform/ports.ts'],
    ['server/features/task/move-task.ts', 'server/domain/task/states.ts'],
    ['server/features.ts', 'server/features/task/feature.ts'],
    ['server/platform/http/app.ts', 'server/contracts/http.ts'],
    ['server/testing/samples.ts', 'server/features/task/db/tasks.ts'],
    ['client/src/app/router.ts', 'client/src/pages/board/routes.ts'],
    ['client/src/entities/task/status.ts', 'server/domain/task/states.ts'],
    ['server/domain/task/states.ts', 'server/contracts/task.ts'],
  ])('%s to %s', (from, to) => {
    expect(rules(from, to)).toEqual([])
  })

  it('the type of an adapter in a use case, nor anything in a test', () => {
    expect(rules('server/features/task/move-task.ts', 'server/store.ts', 'type')).toEqual([])
    expect(rules('server/features/task/move-task.test.ts', 'server/store.ts')).toEqual([])
  })
})
