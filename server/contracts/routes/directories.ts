import { z } from 'zod'
import {
  Directories,
  Microdistrict,
  Organisation,
  Street,
  SupplyPoint,
  Town,
  Worker,
  WorkerGroup,
} from '#contracts/house/directories.ts'
import { Ok, route } from '#contracts/route.ts'

const made = z.object({ id: z.number().int() })

export const directoryRoutes = {
  directories: route({
    method: 'GET',
    path: '/api/directory',
    access: 'directory.see',
    summary:
      'The small directories: towns, streets, microdistricts, supply points, organisations, workers, groups',
    response: Directories,
  }),
  saveTown: route({
    method: 'PUT',
    path: '/api/directory/towns',
    access: 'directory.edit',
    summary: 'Add (id 0) or change a town',
    body: Town.extend({ id: z.number().int().nonnegative() }),
    response: made,
  }),
  saveStreet: route({
    method: 'PUT',
    path: '/api/directory/streets',
    access: 'directory.edit',
    summary: 'Add (id 0) or change a street',
    body: Street.extend({ id: z.number().int().nonnegative() }),
    response: made,
  }),
  saveMicrodistrict: route({
    method: 'PUT',
    path: '/api/directory/microdistricts',
    access: 'directory.edit',
    summary: 'Add (id 0) or change a microdistrict',
    body: Microdistrict.omit({ houses: true }).extend({ id: z.number().int().nonnegative() }),
    response: made,
  }),
  saveSupplyPoint: route({
    method: 'PUT',
    path: '/api/directory/supply-points',
    access: 'directory.edit',
    summary: 'Add (id 0) or change a heating point or feeder with its houses by service',
    body: SupplyPoint.extend({ id: z.number().int().nonnegative() }),
    response: made,
  }),
  saveOrganisation: route({
    method: 'PUT',
    path: '/api/directory/organisations',
    access: 'directory.edit',
    summary: 'Add (id 0) or change an external organisation',
    body: Organisation.extend({ id: z.number().int().nonnegative() }),
    response: made,
  }),
  saveWorker: route({
    method: 'PUT',
    path: '/api/directory/workers',
    access: 'directory.edit',
    summary: 'Add (id 0) or change a worker; who left is made inactive',
    body: Worker.extend({ id: z.number().int().nonnegative() }),
    response: made,
  }),
  saveWorkerGroup: route({
    method: 'PUT',
    path: '/api/directory/worker-groups',
    access: 'directory.edit',
    summary: 'Add (id 0) or change a group of workers',
    body: WorkerGroup.extend({ id: z.number().int().nonnegative() }),
    response: made,
  }),
  removeDirectoryEntry: route({
    method: 'DELETE',
    path: '/api/directory/:kind/:id',
    access: 'directory.edit',
    summary: 'Remove an entry that nothing refers to; 409 inUse otherwise',
    params: z.object({
      kind: z.enum(['towns', 'streets', 'microdistricts', 'supply-points', 'organisations', 'worker-groups']),
      id: z.coerce.number().int().positive(),
    }),
    response: Ok,
  }),
}
