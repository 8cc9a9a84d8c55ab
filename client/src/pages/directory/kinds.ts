import type { z } from 'zod'
import { routes } from '#contracts/http.ts'
import type {
  Directories,
  Microdistrict,
  Organisation,
  Street,
  SupplyPoint,
  Town,
  Worker,
  WorkerGroup,
} from '#contracts/house/directories.ts'
import type { Api } from '../../realtime/api.ts'

/** An entry of one of the small directories, as its editor holds it; `id` 0: not there yet. */
export type Entry =
  | { kind: 'streets'; entry: Street }
  | { kind: 'microdistricts'; entry: Microdistrict }
  | { kind: 'supply-points'; entry: SupplyPoint }
  | { kind: 'organisations'; entry: Organisation }
  | { kind: 'workers'; entry: Worker }
  | { kind: 'worker-groups'; entry: WorkerGroup }
  | { kind: 'towns'; entry: Town }
export type Kind = Entry['kind']

export const kinds = [
  'streets',
  'microdistricts',
  'supply-points',
  'organisations',
  'workers',
  'worker-groups',
  'towns',
] as const satisfies readonly Kind[]

/** Entries that stand for a set of houses. */
export const kindsWithHouses = [
  'streets',
  'microdistricts',
  'supply-points',
] as const satisfies readonly Kind[]
export type KindWithHouses = (typeof kindsWithHouses)[number]

export const kindOf = (text: unknown): Kind => kinds.find((kind) => kind === text) ?? 'streets'

export function entriesOf(directories: Directories, kind: Kind): Entry[] {
  switch (kind) {
    case 'streets':
      return directories.streets.map((entry) => ({ kind, entry }))
    case 'microdistricts':
      return directories.microdistricts.map((entry) => ({ kind, entry }))
    case 'supply-points':
      return directories.supplyPoints.map((entry) => ({ kind, entry }))
    case 'organisations':
      return directories.organisations.map((entry) => ({ kind, entry }))
    case 'workers':
      return directories.workers.map((entry) => ({ kind, entry }))
    case 'worker-groups':
      return directories.groups.map((entry) => ({ kind, entry }))
    case 'towns':
      return directories.towns.map((entry) => ({ kind, entry }))
  }
}

export function newEntry(kind: Kind, town: string): Entry {
  switch (kind) {
    case 'streets':
      return { kind, entry: { id: 0, town, kind: 'ул.', name: '' } }
    case 'microdistricts':
      return { kind, entry: { id: 0, name: '', houses: 0 } }
    case 'supply-points':
      return { kind, entry: { id: 0, kind: 'heatPoint', name: '', organisationId: null, houses: [] } }
    case 'organisations':
      return { kind, entry: { id: 0, name: '', kind: 'other', note: '', phones: [] } }
    case 'workers':
      return { kind, entry: { id: 0, name: '', profession: '', isActive: true, phones: [], groupIds: [] } }
    case 'worker-groups':
      return { kind, entry: { id: 0, name: '', categories: [] } }
    case 'towns':
      return { kind, entry: { id: 0, name: '' } }
  }
}

/** What the contract asks of an entry of this kind. */
export const schemaOf = {
  streets: routes.saveStreet.body,
  microdistricts: routes.saveMicrodistrict.body,
  'supply-points': routes.saveSupplyPoint.body,
  organisations: routes.saveOrganisation.body,
  workers: routes.saveWorker.body,
  'worker-groups': routes.saveWorkerGroup.body,
  towns: routes.saveTown.body,
} satisfies Record<Kind, z.ZodObject>

export function saveEntry(api: Api, { kind, entry }: Entry): Promise<{ id: number }> {
  switch (kind) {
    case 'streets':
      return api('saveStreet', { body: entry })
    case 'microdistricts':
      return api('saveMicrodistrict', { body: { id: entry.id, name: entry.name } })
    case 'supply-points':
      return api('saveSupplyPoint', { body: entry })
    case 'organisations':
      return api('saveOrganisation', { body: entry })
    case 'workers':
      return api('saveWorker', { body: entry })
    case 'worker-groups':
      return api('saveWorkerGroup', { body: entry })
    case 'towns':
      return api('saveTown', { body: entry })
  }
}

/** The same entry as one that is not there: brings back what was removed. */
export function asNew(entry: Entry): Entry {
  // The boundary: a copy with another id is of the same kind.
  return { ...entry, entry: { ...entry.entry, id: 0 } } as Entry
}
