import { z } from 'zod'
import { ApartmentFields, ApartmentPage } from '#contracts/house/apartment.ts'
import { HouseFields, HouseLine, HousePage } from '#contracts/house/house.ts'
import { HouseSection } from '#contracts/house/section.ts'
import { IdParams, route } from '#contracts/route.ts'
import { Text } from '#contracts/text.ts'

const version = z.number().int()
const made = z.object({ id: z.number().int() })

export const houseRoutes = {
  listHouses: route({
    method: 'GET',
    path: '/api/houses',
    access: 'directory.see',
    summary: 'Houses of a street, microdistrict or supply point; all by address without any',
    query: z.object({
      streetId: z.coerce.number().int().positive().optional(),
      microdistrictId: z.coerce.number().int().positive().optional(),
      supplyPointId: z.coerce.number().int().positive().optional(),
      ids: Text.regex(/^\d{1,15}(,\d{1,15})*$/)
        .max(20_000)
        .optional(),
      cursor: Text.max(200).optional(),
      limit: z.coerce.number().int().min(1).max(3000).default(200),
    }),
    response: z.object({ houses: z.array(HouseLine), next: Text.nullable() }),
  }),
  getHouse: route({
    method: 'GET',
    path: '/api/houses/:id',
    access: 'directory.see',
    summary: 'One house with its flats and everything that happened there',
    params: IdParams,
    response: HousePage,
  }),
  getHouseSection: route({
    method: 'GET',
    path: '/api/houses/:id/section',
    access: 'directory.see',
    summary:
      'One house in section: flats by entrance and floor, which of them called in the last day, what is open',
    params: IdParams,
    response: HouseSection,
  }),
  addHouse: route({
    method: 'POST',
    path: '/api/houses',
    access: 'directory.edit',
    summary: 'A new house',
    body: HouseFields,
    response: made,
  }),
  changeHouse: route({
    method: 'PATCH',
    path: '/api/houses/:id',
    access: 'directory.edit',
    summary: 'Change a house',
    params: IdParams,
    body: z.object({ version, fields: HouseFields.partial() }),
    response: HousePage,
  }),
  addApartments: route({
    method: 'POST',
    path: '/api/houses/:id/apartments',
    access: 'directory.edit',
    summary: 'New flats of a house: one, or a run of numbers («1–80»)',
    params: IdParams,
    body: z.object({
      numbers: Text.trim().min(1).max(200),
      entrance: z.number().int().positive().nullable(),
    }),
    response: z.object({ added: z.number().int(), known: z.number().int() }),
  }),
  getApartment: route({
    method: 'GET',
    path: '/api/apartments/:id',
    access: 'directory.see',
    summary: 'One flat: its card, its numbers, everything that happened there',
    params: IdParams,
    response: ApartmentPage,
  }),
  changeApartment: route({
    method: 'PATCH',
    path: '/api/apartments/:id',
    access: 'directory.edit',
    summary: 'Change a flat',
    params: IdParams,
    body: z.object({ version, fields: ApartmentFields.partial() }),
    response: ApartmentPage,
  }),
}
