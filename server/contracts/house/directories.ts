import { z } from 'zod'
import { masked } from '#contracts/masked.ts'
import { Service } from '#contracts/shutdown.ts'
import { id, line, text } from './fields.ts'

export const Town = z.object({ id, name: line.min(1) })
export type Town = z.infer<typeof Town>

export const Street = z.object({ id, town: line.min(1), kind: line.max(20), name: line.min(1) })
export type Street = z.infer<typeof Street>

export const Microdistrict = z.object({ id, name: line.min(1), houses: z.number().int() })
export type Microdistrict = z.infer<typeof Microdistrict>

export const SupplyPoint = z.object({
  id,
  kind: z.enum(['heatPoint', 'feeder']),
  name: line.min(1),
  organisationId: id.nullable(),
  /** Houses by service. */
  houses: z.array(z.object({ houseId: id, service: Service })),
})
export type SupplyPoint = z.infer<typeof SupplyPoint>

export const OrganisationKind = z.enum(['gas', 'water', 'heat', 'power', 'lift', 'emergency', 'other'])

export const Organisation = z.object({
  id,
  name: line.min(1),
  kind: OrganisationKind,
  note: text,
  phones: z.array(line.min(1)).max(20),
})
export type Organisation = z.infer<typeof Organisation>

export const Worker = z.object({
  id,
  name: line.min(1),
  profession: line,
  isActive: z.boolean(),
  /** People's own; an organisation's are no secret. */
  phones: z.array(masked(line.min(1), 'number.see', 'number')).max(20),
  groupIds: z.array(id).max(50),
})
export type Worker = z.infer<typeof Worker>

export const WorkerGroup = z.object({ id, name: line.min(1), categories: z.array(line.min(1)).max(50) })
export type WorkerGroup = z.infer<typeof WorkerGroup>

/** Small directories that forms choose from. */
export const Directories = z.object({
  towns: z.array(Town),
  streets: z.array(Street),
  microdistricts: z.array(Microdistrict),
  supplyPoints: z.array(SupplyPoint),
  organisations: z.array(Organisation),
  workers: z.array(Worker),
  groups: z.array(WorkerGroup),
})
export type Directories = z.infer<typeof Directories>
