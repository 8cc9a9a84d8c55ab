import { z } from 'zod'
import { Call } from './call.ts'
import { entity, single, type Entity } from './entity.ts'
import { defaultSettings, Settings } from './settings.ts'
import { Shutdown, ShutdownSuggestion } from './shutdown.ts'
import { openStatuses, Task } from './task.ts'

/** A row that was written before there was a setting has it at its default. */
const WrittenSettings = z.preprocess(
  (data) => (typeof data === 'object' ? { ...defaultSettings, ...data } : data),
  Settings,
)

/**
 * What boards are told of, each declared once: the data of the journal, the snapshot, what pages know and their stores
 * follow from it (ADR 0026). Of `task` the journal says `{ type: 'task.changed', task }`, and a snapshot has `tasks`.
 */
export const pushed = {
  call: entity(Call, { isOver: ({ state }) => state === 'ended' }),
  task: entity(Task, { isOver: ({ status }) => !openStatuses.some((open) => open === status) }),
  shutdown: entity(Shutdown, {
    isOver: ({ status }) => status !== 'planned' && status !== 'active',
    // callers are counted past the version: whichever of the two came later, the count never falls
    merge: (known, next) => ({ ...next, callerCount: Math.max(known.callerCount, next.callerCount) }),
  }),
  suggestion: entity(ShutdownSuggestion, { isOver: ({ state }) => state !== 'open' }),
  settings: single(WrittenSettings),
}

type Declared = typeof pushed
type Schema<K extends PushedKind> = z.infer<Declared[K]['schema']>
export type PushedKind = keyof Declared
export type EntityKind = { [K in PushedKind]: Declared[K] extends Entity ? K : never }[PushedKind]
export type SingleKind = Exclude<PushedKind, EntityKind>

/** As the server tells of it. */
export type Pushed = { [K in EntityKind]: Schema<K> } & {
  [K in SingleKind]: { [P in K]: Schema<K> } & { version: number }
}
/** Of many, under the name of all: `tasks`. */
export type Plural<K extends EntityKind> = `${K}s`

// Object.keys gives plain strings, whatever the object
export const pushedKinds = Object.keys(pushed) as PushedKind[]
export const isMany = (kind: PushedKind): kind is EntityKind => pushed[kind].of === 'many'
export const entityKinds = pushedKinds.filter(isMany)
