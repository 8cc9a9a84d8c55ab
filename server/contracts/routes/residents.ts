import { z } from 'zod'
import { CardLine, KnownNumber, PhoneKind, Relation, ResidentPage } from '#contracts/house/resident.ts'
import { masked } from '#contracts/masked.ts'
import { IdParams, Ok, route } from '#contracts/route.ts'
import { Text } from '#contracts/text.ts'
import { GivenDay } from '#contracts/time.ts'

const name = Text.trim().min(3).max(200)
const phone = masked(Text, 'number.see', 'number')
const line = z.object({
  name,
  relation: Relation,
  livesFrom: GivenDay.nullable(),
  livesTo: GivenDay.nullable(),
  isLiving: z.boolean(),
})

export const residentRoutes = {
  addCardLine: route({
    method: 'POST',
    path: '/api/apartments/:id/card',
    access: 'directory.edit',
    summary: 'A person on the card of a flat: a known one by id, or a new one by name',
    params: IdParams,
    body: line.extend({ residentId: z.number().int().positive().nullable() }),
    response: CardLine,
  }),
  changeCardLine: route({
    method: 'PATCH',
    path: '/api/card-lines/:id',
    access: 'directory.edit',
    summary: 'Change a line of a card; who left keeps his line with the day',
    params: IdParams,
    body: line.omit({ name: true }).partial(),
    response: CardLine,
  }),
  setPhone: route({
    method: 'PUT',
    path: '/api/apartments/:id/phones',
    access: 'directory.edit',
    summary: 'A number is known to a flat, and to a person of it; again: changes what is known',
    params: IdParams,
    body: z.object({
      number: Text.trim().min(3).max(40),
      kind: PhoneKind,
      residentId: z.number().int().positive().nullable(),
      isConfirmed: z.boolean(),
    }),
    response: KnownNumber,
  }),
  forgetPhone: route({
    method: 'POST',
    path: '/api/apartments/:id/phones/forget',
    access: 'directory.edit',
    summary: 'A number belongs to the flat no more; it stays in its history, `undo` takes that back',
    params: IdParams,
    body: z.object({ number: Text.trim().min(3).max(40), undo: z.boolean().default(false) }),
    response: Ok,
  }),
  getResident: route({
    method: 'GET',
    path: '/api/residents/:id',
    access: 'directory.see',
    summary: 'One person with flats, numbers and everything that happened',
    params: IdParams,
    response: ResidentPage,
  }),
  changeResident: route({
    method: 'PATCH',
    path: '/api/residents/:id',
    access: 'directory.edit',
    summary: 'Change a name or a note',
    params: IdParams,
    body: z.object({ name: name.optional(), note: Text.trim().max(2000).optional() }),
    response: ResidentPage,
  }),
  searchResidents: route({
    method: 'GET',
    path: '/api/residents',
    access: 'directory.see',
    summary: 'People by name or number, and flats by a number that is nobody by name',
    query: z.object({ search: Text.trim().min(2).max(120) }),
    response: z.object({
      residents: z.array(z.object({ id: z.number().int(), name: Text, address: Text, number: phone })),
      /** Flats that know the number as nobody's by name: what operators remember of a call is mostly that. */
      flats: z.array(z.object({ id: z.number().int(), address: Text, number: phone })),
    }),
  }),
}
