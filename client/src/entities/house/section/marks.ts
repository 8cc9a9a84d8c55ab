import type { ClassifierEntry } from '#contracts/classifier.ts'
import type { HouseSection, SectionCaller } from '#contracts/house/section.ts'
import type { Service, Shutdown } from '#contracts/shutdown.ts'
import type { Task } from '#contracts/task.ts'
import { isOpen } from '#domain/task/states.ts'

/** What the call at hand is about; null while nobody knows. */
export interface About {
  classifierId: number | null
  services: readonly Service[]
}

const calledWithinMs = 24 * 3_600_000

export const servicesOf = (classifierId: number | null, entries: readonly ClassifierEntry[]): Service[] => {
  const service = entries.find(({ id }) => id === classifierId)?.service ?? null
  return service === null ? [] : [service]
}

/** The chosen problem says it; before it is chosen, what is off in the house right now. */
export function aboutOf(
  { houseId, classifierId }: Pick<Task['fields'], 'houseId' | 'classifierId'>,
  entries: readonly ClassifierEntry[],
  live: readonly Shutdown[],
): About | null {
  if (classifierId !== null) return { classifierId, services: servicesOf(classifierId, entries) }
  const services = live
    .filter(({ status, houses }) => status === 'active' && houses.some((house) => house.houseId === houseId))
    .flatMap((shutdown) => shutdown.services)
  return services.length === 0 ? null : { classifierId: null, services }
}

const isAbout = (caller: SectionCaller, about: About | null): boolean =>
  about === null ||
  (about.classifierId !== null && caller.classifierId === about.classifierId) ||
  caller.services.some((service) => about.services.includes(service))

/** Open tasks of the house as they are now: what was read, and what the journal has told since. */
export function openTasksNow(
  section: HouseSection,
  pushed: ReadonlyMap<number, Task>,
  ownId: number,
): Task[] {
  const all = new Map(section.openTasks.map((task) => [task.id, task]))
  for (const task of pushed.values())
    if (task.fields.houseId === section.id || all.has(task.id)) {
      if (task.version >= (all.get(task.id)?.version ?? 0)) all.set(task.id, task)
    }
  return [...all.values()]
    .filter((task) => task.id !== ownId && task.fields.houseId === section.id && isOpen(task.status))
    .toSorted((a, b) => b.id - a.id)
}

/** Flats that called about it in the last day, each with its last time; the flat at hand is not one of them. */
export function callersNow(
  section: HouseSection,
  pushed: Iterable<Task>,
  {
    own,
    about,
    entries,
    now,
  }: {
    own: Pick<Task, 'id' | 'fields'>
    about: About | null
    entries: readonly ClassifierEntry[]
    now: number
  },
): ReadonlyMap<number, string> {
  const told = [...pushed].flatMap(({ id, fields, callCount, createdAt }): SectionCaller[] =>
    id === own.id ||
    fields.houseId !== section.id ||
    fields.apartmentId === null ||
    callCount === 0 ||
    Date.parse(createdAt) < now - calledWithinMs
      ? []
      : [
          {
            apartmentId: fields.apartmentId,
            at: createdAt,
            classifierId: fields.classifierId,
            services: servicesOf(fields.classifierId, entries),
          },
        ],
  )
  const last = new Map<number, string>()
  for (const caller of [...section.callers, ...told]) {
    if (caller.apartmentId === own.fields.apartmentId || !isAbout(caller, about)) continue
    const before = last.get(caller.apartmentId)
    if (before === undefined || before < caller.at) last.set(caller.apartmentId, caller.at)
  }
  return last
}
