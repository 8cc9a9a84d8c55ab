import { z } from 'zod'
import { Text } from '#contracts/text.ts'

/** A place that address search gives: a house, or a flat in it. */
export const AddressHit = z.object({
  houseId: z.number().int(),
  apartmentId: z.number().int().nullable(),
  text: Text,
})
export type AddressHit = z.infer<typeof AddressHit>
