import { permissionsOfRole } from '#contracts/permission.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { discardDraft } from '#server/features/task/draft/discard-draft.ts'
import { moveTask } from '#server/features/task/move-task.ts'
import { registerTask } from '#server/features/task/register-task.ts'
import { callBackEvents, callBackOperator, demoSource, eventsOf } from '../call-events.ts'
import { demoCompany } from '../company.ts'
import { stories, type Step, type Story } from '../stories.ts'

const minute = 60_000

/**
 * A shift's worth of calls and tasks, made as the real ones are: PBX events through receiveCallEvents, then the use
 * cases that operators and dispatchers use, at the times when they would have. The ledger cursor of the source
 * `demo` counts the stories told, so that a start that was cut short goes on where it was.
 */
export async function seedShift(deps: Deps): Promise<void> {
  const cursor = await deps.store.repositories.ledger.cursor(demoSource)
  if (cursor === null || cursor.offset >= stories.length) return
  const now = deps.now()
  const company = demoCompany()
  const ids = await knownIds(deps)
  for (const [index, story] of stories.entries()) {
    if (index < cursor.offset) continue
    const nth = index + 1
    const arrivedAt = new Date(now.getTime() - story.minutesAgo * minute)
    const from = story.flat === null ? `+734520900${10 + nth}` : `+${company.phones[story.flat - 1]?.digits}`
    const events = eventsOf(story, nth, from, arrivedAt)
    if (story.calledBackAfter !== undefined)
      events.push(
        ...callBackEvents(nth, from, new Date(arrivedAt.getTime() + story.calledBackAfter * minute)),
      )
    await receiveCallEvents(at(deps, arrivedAt), {
      source: demoSource,
      events,
      cursor: { inode: demoSource, offset: nth },
    })
    // ids of the directory are positions in the company's lists
    const houseId = company.apartments[(story.flat ?? 0) - 1]?.house ?? null
    await work(deps, ids, { story, nth, arrivedAt, houseId })
  }
}

const at = (deps: Deps, moment: Date): Deps => ({ ...deps, now: () => moment })

interface KnownIds {
  /** By login and by SIP user name. */
  people: Map<string, Person>
  /** By problem. */
  classifier: Map<string, { id: number; isEmergency: boolean }>
}

async function knownIds({ store: { repositories } }: Deps): Promise<KnownIds> {
  const entries = await repositories.classifier.all()
  const users = await repositories.users.operators()
  return {
    classifier: new Map(entries.map(({ problem, id, isEmergency }) => [problem, { id, isEmergency }])),
    people: new Map(
      users.map(({ id, name, role, sipUsername }) => [
        sipUsername,
        {
          userId: id,
          name,
          role,
          permissions: permissionsOfRole[role],
          companies: null,
          sipUsername,
          sessionHash: null,
          ip: '',
        },
      ]),
    ),
  }
}

/** The operator registers while he talks, the dispatcher moves the task on. */
async function work(
  deps: Deps,
  ids: KnownIds,
  { story, nth, arrivedAt, houseId }: { story: Story; nth: number; arrivedAt: Date; houseId: number | null },
): Promise<void> {
  const operator = ids.people.get(story.operator ?? callBackOperator)
  const entry = ids.classifier.get(story.task?.problem ?? '')
  const [draft] = await deps.store.repositories.tasks.ofCalls([`${demoSource}:${nth}`])
  if (!operator || !draft) return
  if (story.calledBackAfter !== undefined) {
    const over = at(deps, new Date(arrivedAt.getTime() + (story.calledBackAfter + 1) * minute))
    const reason = 'Перезвонили: вопрос решён по телефону'
    await discardDraft(over, operator, { params: { id: draft.id }, query: undefined, body: { reason } })
  }
  if (!story.task || !entry) return
  const { text, place = '' } = story.task
  const moment = new Date(arrivedAt.getTime() + (story.waitSeconds + story.talkSeconds * 0.8) * 1000)
  const task = await registerTask(at(deps, moment), operator, {
    params: { id: draft.id },
    query: undefined,
    body: {
      version: draft.version,
      fields: {
        text,
        place,
        houseId,
        apartmentId: story.flat,
        classifierId: entry.id,
        isEmergency: entry.isEmergency,
      },
    },
  })
  await walk(deps, ids, task, story.task.path, moment)
}

async function walk(
  deps: Deps,
  ids: KnownIds,
  registered: { id: number; version: number },
  path: readonly Step[],
  from: Date,
): Promise<void> {
  const dispatcher = ids.people.get('op-4')
  if (!dispatcher) return
  let task = registered
  let moment = from
  for (const { to, after, note = '' } of path) {
    moment = new Date(moment.getTime() + after * minute)
    if (moment > deps.now()) return
    task = await moveTask(at(deps, moment), dispatcher, {
      params: { id: task.id },
      query: undefined,
      body: { version: task.version, to, note },
    })
  }
}
