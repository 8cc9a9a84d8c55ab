import { z } from 'zod'
import { PhoneCredentials, SavedDialogs } from '#contracts/phone.ts'
import { Ok as ok, route } from '#contracts/route.ts'
import { Text } from '#contracts/text.ts'

/** The telephone of a page. */
export const phoneRoutes = {
  phoneCredentials: route({
    method: 'POST',
    path: '/api/phone/credentials',
    access: 'call.answer',
    summary: 'A SIP secret for this session, as HA1',
    response: PhoneCredentials,
  }),
  savePhoneDialogs: route({
    method: 'PUT',
    path: '/api/phone/dialogs',
    access: 'call.answer',
    summary: 'What this page talks on, so that another page of the same person can take it up',
    body: SavedDialogs,
    response: ok,
  }),
  findPhoneDialogs: route({
    method: 'GET',
    path: '/api/phone/dialogs',
    access: 'call.answer',
    summary: 'The talks of this person that a new page may take up',
    response: SavedDialogs.extend({ instance: Text, quietMs: z.number().int().nonnegative() }),
  }),
  closePhonePage: route({
    method: 'POST',
    path: '/api/phone/closed',
    access: 'call.answer',
    summary: 'The last word of a page that closes in a talk: its caller goes to the head of the queue',
    response: ok,
  }),
}
