import { z } from 'zod'
import { speakHouses } from './speak-houses.ts'
import type { JobHandler } from '#server/platform/queue/run-job.ts'

const Payload = z.object({ shutdownId: z.number().int(), afterHouseId: z.number().int().default(0) })

/** The addresses of a shutdown's houses are spoken. */
export const speechHouses: JobHandler = (deps, payload) => {
  const { shutdownId, afterHouseId } = Payload.parse(payload)
  return speakHouses(deps, shutdownId, afterHouseId)
}
