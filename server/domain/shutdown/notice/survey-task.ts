import type { ClassifierEntry } from '#contracts/classifier.ts'
import { emptyTaskFields } from '#contracts/task.ts'
import { registered } from '#domain/task/register.ts'
import { emptyDraft, withLink, type TaskRecord } from '#domain/task/task-record.ts'
import { servicesGenitive } from '../speech/service-words.ts'
import type { ShutdownRecord } from '../shutdown-record.ts'

/** «Нет» after the end of a shutdown: a registered task with its number and the clocks of the service's entry. */
export function surveyTask(
  caller: { callId: string | null; number: string; houseId: number | null; apartmentId: number | null },
  facts: {
    id: number
    number: string
    shutdown: Pick<ShutdownRecord, 'id' | 'number' | 'services' | 'places'>
    /** Of his flat; null when it is not known: then he lives somewhere in the shutdown. */
    address: string | null
    entry: ClassifierEntry | null
    companyId: number | null
    at: Date
    by: { userId: number; name: string } | null
    timeZone: string
  },
): TaskRecord {
  const { shutdown, address, entry, companyId } = facts
  const at = facts.at.toISOString()
  const empty = emptyDraft(facts.id, 'call', at)
  const draft: TaskRecord = {
    ...(caller.callId === null ? empty : withLink(empty, { callId: caller.callId, kind: 'joined', at })),
    fields: {
      ...emptyTaskFields,
      houseId: address === null ? null : caller.houseId,
      apartmentId: address === null ? null : caller.apartmentId,
      place: address === null ? shutdown.places.slice(0, 300) : '',
      classifierId: entry?.id ?? null,
      text: `Отключение ${servicesGenitive(shutdown.services)} ${shutdown.number} завершено, но у жителя услуги нет`,
      applicantPhone: caller.number.slice(0, 40),
    },
    address: address ?? shutdown.places,
    shutdownId: shutdown.id,
    companyId,
  }
  return registered(draft, facts)
}
