import { z } from 'zod'
import { Call } from './call.ts'
import { Company } from './company.ts'
import { defaultSettings, Settings } from './settings.ts'
import { Shutdown, ShutdownSuggestion } from './shutdown.ts'
import { Task } from './task.ts'

/** A row that was written before there was a setting has it at its default. */
const WrittenSettings = z.preprocess(
  (data) => (typeof data === 'object' ? { ...defaultSettings, ...data } : data),
  Settings,
)

/** One of many, whole and with its version. */
const entity = <S extends z.ZodType<{ id: string | number; version: number }>>(schema: S) => ({
  of: 'many' as const,
  schema,
})
/** There is one of it, and its version travels beside it. */
const single = <S extends z.ZodType>(schema: S) => ({ of: 'one' as const, schema })

/**
 * What boards are told of, each declared once: the data of the journal, the snapshot, what pages know, their stores and
 * the mask follow from it (ADR 0026). Of `task` the journal says `{ type: 'task.changed', task }`, a snapshot and a
 * page have `tasks`. When it is over says `domain/pushed.ts`; what of it stands on boards `onBoard` of its repository.
 */
export const pushed = {
  call: entity(Call),
  task: entity(Task),
  shutdown: entity(Shutdown),
  suggestion: entity(ShutdownSuggestion),
  company: entity(Company),
  settings: single(WrittenSettings),
}

type Declared = typeof pushed
type Schema<K extends PushedKind> = z.infer<Declared[K]['schema']>
export type PushedKind = keyof Declared
export type EntityKind = { [K in PushedKind]: Declared[K]['of'] extends 'many' ? K : never }[PushedKind]
export type SingleKind = Exclude<PushedKind, EntityKind>

/** As the server tells of it. */
export type Pushed = { [K in EntityKind]: Schema<K> } & {
  [K in SingleKind]: { [P in K]: Schema<K> } & { version: number }
}
export type IdOf<K extends EntityKind> = Pushed[K]['id']
/** Of many, under the name of all: `tasks`. */
export type Plural<K extends EntityKind> = K extends `${infer Stem}y` ? `${Stem}ies` : `${K}s`

// Object.keys gives plain strings, whatever the object
export const pushedKinds = Object.keys(pushed) as PushedKind[]
export const isMany = (kind: PushedKind): kind is EntityKind => pushed[kind].of === 'many'
export const entityKinds = pushedKinds.filter(isMany)
export const plural = <K extends EntityKind>(kind: K): Plural<K> =>
  // the compiler does not follow the replacement
  `${kind.replace(/y$/, 'ie')}s` as Plural<K>
