import {
  entityKinds,
  plural,
  type EntityKind,
  type IdOf,
  type Plural,
  type Pushed,
} from '#contracts/pushed.ts'

/** All that is known of each kind, by id: `tasks`. */
export type Entities = { readonly [K in EntityKind as Plural<K>]: ReadonlyMap<IdOf<K>, Pushed[K]> }
/** Some of each kind. */
export type Ids = { readonly [K in EntityKind as Plural<K>]: ReadonlySet<IdOf<K>> }
/** In a list, as a snapshot has them. */
export type Lists = { [K in EntityKind as Plural<K>]: Pushed[K][] }

// The compiler does not follow names that are put together: what stands under a plural is told here alone.

const ofEach = <T>(make: (kind: EntityKind) => unknown): T =>
  Object.fromEntries(entityKinds.map((kind) => [plural(kind), make(kind)])) as T

export const makeEntities = (
  make: <K extends EntityKind>(kind: K) => ReadonlyMap<IdOf<K>, Pushed[K]>,
): Entities => ofEach(make)
export const makeIds = (make: <K extends EntityKind>(kind: K) => ReadonlySet<IdOf<K>>): Ids => ofEach(make)
export const makeLists = (make: <K extends EntityKind>(kind: K) => Pushed[K][]): Lists => ofEach(make)

export const entitiesOf = <K extends EntityKind>(all: Entities, kind: K) =>
  all[plural(kind)] as unknown as ReadonlyMap<IdOf<K>, Pushed[K]>
export const idsOf = <K extends EntityKind>(all: Ids, kind: K) =>
  all[plural(kind)] as unknown as ReadonlySet<IdOf<K>>
/** A server of the release before has no list of a new kind. */
export const listOf = <K extends EntityKind>(all: Partial<Lists>, kind: K) =>
  (all[plural(kind)] ?? []) as unknown as readonly Pushed[K][]
