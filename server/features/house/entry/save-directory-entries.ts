import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { phonesOf, saveEntry } from './save-entry.ts'

/** One line each: what is written differs, the rest is saveEntry's. */
type Save<
  N extends
    | 'saveTown'
    | 'saveStreet'
    | 'saveMicrodistrict'
    | 'saveSupplyPoint'
    | 'saveOrganisation'
    | 'saveWorker'
    | 'saveWorkerGroup',
> = (deps: Deps, person: Person, input: RouteInput<N>) => Promise<RouteResponse<N>>

export const saveTown: Save<'saveTown'> = (deps, person, { body }) =>
  saveEntry(deps, person, { kind: 'town', id: body.id, details: body }, (tx) =>
    tx.directoryEntries.saveTown(body.id, body.name),
  )

export const saveStreet: Save<'saveStreet'> = (deps, person, { body }) =>
  saveEntry(deps, person, { kind: 'street', id: body.id, details: body }, (tx) =>
    tx.directoryEntries.saveStreet(body),
  )

export const saveMicrodistrict: Save<'saveMicrodistrict'> = (deps, person, { body }) =>
  saveEntry(deps, person, { kind: 'microdistrict', id: body.id, details: body }, (tx) =>
    tx.directoryEntries.saveMicrodistrict(body.id, body.name),
  )

export const saveSupplyPoint: Save<'saveSupplyPoint'> = (deps, person, { body }) =>
  saveEntry(deps, person, { kind: 'supplyPoint', id: body.id, details: body }, (tx) =>
    tx.directoryEntries.saveSupplyPoint(body),
  )

export const saveOrganisation: Save<'saveOrganisation'> = async (deps, person, { body }) =>
  saveEntry(deps, person, { kind: 'organisation', id: body.id, details: body }, (tx) =>
    tx.directoryEntries.saveOrganisation({ ...body, phones: phonesOf(body.phones) }),
  )

export const saveWorker: Save<'saveWorker'> = async (deps, person, { body }) =>
  saveEntry(
    deps,
    person,
    { kind: 'worker', id: body.id, details: { ...body, phones: body.phones.length } },
    (tx) => tx.directoryEntries.saveWorker({ ...body, phones: phonesOf(body.phones) }),
  )

export const saveWorkerGroup: Save<'saveWorkerGroup'> = (deps, person, { body }) =>
  saveEntry(deps, person, { kind: 'workerGroup', id: body.id, details: body }, (tx) =>
    tx.directoryEntries.saveWorkerGroup(body),
  )
