import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Actor } from '#server/ports.ts'
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
> = (deps: Deps, actor: Actor, input: RouteInput<N>) => Promise<RouteResponse<N>>

export const saveTown: Save<'saveTown'> = (deps, actor, { body }) =>
  saveEntry(deps, actor, { kind: 'town', id: body.id, details: body }, (tx) =>
    tx.directoryEntries.saveTown(body.id, body.name),
  )

export const saveStreet: Save<'saveStreet'> = (deps, actor, { body }) =>
  saveEntry(deps, actor, { kind: 'street', id: body.id, details: body }, (tx) =>
    tx.directoryEntries.saveStreet(body),
  )

export const saveMicrodistrict: Save<'saveMicrodistrict'> = (deps, actor, { body }) =>
  saveEntry(deps, actor, { kind: 'microdistrict', id: body.id, details: body }, (tx) =>
    tx.directoryEntries.saveMicrodistrict(body.id, body.name),
  )

export const saveSupplyPoint: Save<'saveSupplyPoint'> = (deps, actor, { body }) =>
  saveEntry(deps, actor, { kind: 'supplyPoint', id: body.id, details: body }, (tx) =>
    tx.directoryEntries.saveSupplyPoint(body),
  )

export const saveOrganisation: Save<'saveOrganisation'> = async (deps, actor, { body }) =>
  saveEntry(deps, actor, { kind: 'organisation', id: body.id, details: body }, (tx) =>
    tx.directoryEntries.saveOrganisation({ ...body, phones: phonesOf(body.phones) }),
  )

export const saveWorker: Save<'saveWorker'> = async (deps, actor, { body }) =>
  saveEntry(
    deps,
    actor,
    { kind: 'worker', id: body.id, details: { ...body, phones: body.phones.length } },
    (tx) => tx.directoryEntries.saveWorker({ ...body, phones: phonesOf(body.phones) }),
  )

export const saveWorkerGroup: Save<'saveWorkerGroup'> = (deps, actor, { body }) =>
  saveEntry(deps, actor, { kind: 'workerGroup', id: body.id, details: body }, (tx) =>
    tx.directoryEntries.saveWorkerGroup(body),
  )
