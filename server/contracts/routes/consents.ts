import { z } from 'zod'
import { CallPurpose, ConsentEntry, ConsentFilter, Refused } from '#contracts/consent.ts'
import { IdParams, Ok, route } from '#contracts/route.ts'
import { Text } from '#contracts/text.ts'
import { GivenDay } from '#contracts/time.ts'

const number = Text.trim().min(3).max(40)
const reason = Text.trim().min(3).max(500)
const which = { search: Text.trim().max(40).optional(), only: ConsentFilter.optional() }

/** The register of consents to calls by a machine (41-ФЗ of 01.04.2025, ADR 0038). */
export const consentRoutes = {
  listConsents: route({
    method: 'GET',
    path: '/api/consents',
    access: 'consent.keep',
    summary: 'The register of consents, refusals and numbers never called, newest first',
    query: z.object({
      ...which,
      cursor: Text.max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ entries: z.array(ConsentEntry), next: Text.nullable() }),
  }),
  exportConsents: route({
    method: 'GET',
    path: '/api/consents/export',
    access: 'consent.keep',
    summary: 'The same for a file, at most 20 000 rows; audited',
    query: z.object(which),
    response: z.object({ entries: z.array(ConsentEntry), isCut: z.boolean() }),
  }),
  consentsOfNumber: route({
    method: 'GET',
    path: '/api/consents/of-number',
    access: 'task.register',
    summary: 'What a number has consented to or refused, newest first',
    query: z.object({ number }),
    response: z.object({ entries: z.array(ConsentEntry) }),
  }),
  addPaperConsent: route({
    method: 'POST',
    path: '/api/consents',
    access: 'task.register',
    summary: 'Write down a consent that was given on paper',
    body: z.object({
      number,
      purpose: CallPurpose,
      givenOn: GivenDay,
      /** Number of the paper. */
      paper: Text.trim().min(1).max(80),
      /** The last day; null: until it is refused. */
      until: GivenDay.nullable(),
    }),
    response: Ok,
  }),
  refuseContact: route({
    method: 'POST',
    path: '/api/consents/refusals',
    access: 'task.register',
    summary: 'Write down that a number is not to be called by a machine, or not to be written to, any more',
    body: z.object({
      number,
      refused: z.array(Refused).min(1).max(2),
      how: z.enum(['operator', 'paper']),
      note: Text.trim().max(500),
      callId: Text.max(200).nullable(),
    }),
    response: Ok,
  }),
  neverCall: route({
    method: 'POST',
    path: '/api/never-called',
    access: 'consent.keep',
    summary: 'No machine calls this number, whatever it consents to',
    body: z.object({ number, reason }),
    response: Ok,
  }),
  liftNeverCall: route({
    method: 'POST',
    path: '/api/never-called/:id/lift',
    access: 'consent.keep',
    summary: 'The number may be called again if it consents; the entry stays as history',
    params: IdParams,
    body: z.object({ reason }),
    response: Ok,
  }),
}
