import type { Call } from '#contracts/call.ts'
import type { Happened, KnownNumber } from '#contracts/housing.ts'
import type { HistoryEntity } from '#server/adapters/db/directory/directory-history.ts'
import type { Repositories } from '#server/adapters/db/repositories.ts'
import type { Actor } from '#server/app/ports.ts'
import { maskCall, maskNumber, maskShutdown, maskTask } from '#domain/privacy/mask.ts'
import { shutdownOfRecord, type ShutdownRecord } from '#domain/shutdown/shutdown-record.ts'
import { taskOfRecord, type TaskRecord } from '#domain/task/task-record.ts'

/** Of each kind this many, the newest: a page, not an archive. */
export const happenedShown = 50

/** Everything that happened, as this person may see it. */
export async function happenedAt(
  tx: Repositories,
  actor: Actor,
  what: {
    entity: HistoryEntity
    id: number
    calls: readonly Call[]
    tasks: readonly TaskRecord[]
    shutdowns: readonly ShutdownRecord[]
  },
): Promise<Happened> {
  const maySeeNumbers = actor.permissions.includes('number.see')
  const tasks = what.tasks.map(taskOfRecord)
  const shutdowns = what.shutdowns.map(shutdownOfRecord)
  return {
    calls: maySeeNumbers ? [...what.calls] : what.calls.map(maskCall),
    tasks: maySeeNumbers ? tasks : tasks.map(maskTask),
    shutdowns: maySeeNumbers ? shutdowns : shutdowns.map(maskShutdown),
    changes: maskChanges(await tx.directoryHistory.of(what.entity, what.id, happenedShown), maySeeNumbers),
  }
}

/** The history names numbers too. */
const maskChanges = (changes: Happened['changes'], maySeeNumbers: boolean): Happened['changes'] =>
  maySeeNumbers
    ? changes
    : changes.map((change) => ({
        ...change,
        changes: Object.fromEntries(
          Object.entries(change.changes).map(([field, [from, to]]): [string, [string, string]] => [
            field,
            field === 'phone' ? [maskNumber(from), maskNumber(to)] : [from, to],
          ]),
        ),
      }))

export const maskKnown = (numbers: readonly KnownNumber[], actor: Actor): KnownNumber[] =>
  actor.permissions.includes('number.see')
    ? [...numbers]
    : numbers.map((known) => ({ ...known, number: maskNumber(known.number) }))
