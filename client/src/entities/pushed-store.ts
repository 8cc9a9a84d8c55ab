import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { entityKinds, type EntityKind, type IdOf, type Pushed } from '#contracts/pushed.ts'
import { entitiesOf, idsOf } from '../realtime/entities.ts'
import type { Changed, JournalState } from '../realtime/journal.ts'
import { patchMap } from './patch-map.ts'

/** What is known of a kind, fed only from the journal. Shallow: an entity is replaced whole, never edited in place. */
interface Known<K extends EntityKind> {
  readonly byId: Map<IdOf<K>, Pushed[K]>
  readonly take: (from: ReadonlyMap<IdOf<K>, Pushed[K]>, ids: ReadonlySet<IdOf<K>> | null) => void
  /** An answer of the server to this page's own request, which may be here before the journal's frame. */
  readonly takeAnswer: (one: Pushed[K]) => void
}

function createKnown<K extends EntityKind>(): Known<K> {
  const byId = shallowReactive(new Map<IdOf<K>, Pushed[K]>())
  return {
    byId,
    take: (from, ids) => patchMap(byId, from, ids),
    takeAnswer(one) {
      if ((byId.get(one.id)?.version ?? -1) < one.version) byId.set(one.id, one)
    },
  }
}

/** All that is pushed, kind by kind; the store of each kind builds on its own part. */
export const usePushedStore = defineStore('pushed', () => {
  const all = Object.fromEntries(entityKinds.map((kind) => [kind, createKnown()])) as unknown as {
    [K in EntityKind]: Known<K>
  }
  const of = <K extends EntityKind>(kind: K): Known<K> => all[kind]
  function take(state: JournalState, changed: Changed | null): void {
    const takeKind = <K extends EntityKind>(kind: K): void =>
      all[kind].take(entitiesOf(state, kind), changed && idsOf(changed, kind))
    entityKinds.forEach(takeKind)
  }
  return { of, take }
})

/** For the store of a kind: `const { byId, take, takeAnswer } = createEntityStore('task')`. */
export const createEntityStore = <K extends EntityKind>(kind: K): Known<K> => usePushedStore().of(kind)
