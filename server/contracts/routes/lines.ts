import { z } from 'zod'
import { LinePart, LinePartKind, LineSet, NightMode, WayStep } from '#contracts/line.ts'
import { Ok, route } from '#contracts/route.ts'
import { Text } from '#contracts/text.ts'
import { GivenMoment, Moment } from '#contracts/time.ts'

const part = z.object({ kind: LinePartKind, id: z.coerce.number().int().positive() })
const saved = z.object({ id: z.number().int(), version: z.number().int() })
const Named = z.object({ id: z.number().int(), name: Text })

export const lineRoutes = {
  listLines: route({
    method: 'GET',
    path: '/api/lines',
    access: 'line.manage',
    summary: 'Lines, queues, schedules and menus, with whom and what they can name',
    response: LineSet.extend({
      companies: z.array(Named.extend({ greeting: Text })),
      operators: z.array(Named),
    }),
  }),
  saveLinePart: route({
    method: 'PUT',
    path: '/api/lines/:id',
    access: 'line.manage',
    summary:
      'Add (id 0) or change a line, queue, schedule or menu for the next call; 409 linesBroken: callers would be left nowhere',
    params: z.object({ id: z.coerce.number().int().nonnegative() }),
    body: z.object({ version: z.number().int(), part: LinePart }),
    response: saved,
  }),
  removeLinePart: route({
    method: 'POST',
    path: '/api/lines/:kind/:id/remove',
    access: 'line.manage',
    summary: 'Remove one that no other names; 409 linesBroken otherwise',
    params: part,
    body: z.object({ version: z.number().int() }),
    response: Ok,
  }),
  linePartHistory: route({
    method: 'GET',
    path: '/api/lines/:kind/:id/history',
    access: 'line.manage',
    summary: 'Every version, the newest first; undone is what is saved again as it was',
    params: part,
    response: z.object({
      versions: z.array(
        z.object({
          version: z.number().int(),
          at: Moment,
          byName: Text.nullable(),
          /** null: it was removed. */
          part: LinePart.nullable(),
        }),
      ),
    }),
  }),
  whereWouldItGo: route({
    method: 'GET',
    path: '/api/line-way',
    access: 'line.manage',
    summary: 'Where a call of this number would go, with the reason of each step',
    query: z.object({
      number: Text.trim().min(1).max(40),
      /** Default: now. */
      at: GivenMoment.optional(),
      /** Nobody takes it. */
      busy: z.enum(['yes', 'no']).default('no'),
      /** Pressed in menus, one after the other. */
      keys: Text.regex(/^[0-9]{0,8}$/).default(''),
    }),

    response: z.object({
      line: Named.nullable(),
      at: Moment,
      steps: z.array(WayStep),
    }),
  }),
  getNightMode: route({
    method: 'GET',
    path: '/api/night-mode',
    access: 'line.night',
    summary: 'Are all lines as by night now, since when and until when?',
    response: z.object({ night: NightMode.nullable() }),
  }),
  setNightMode: route({
    method: 'PUT',
    path: '/api/night-mode',
    access: 'line.night',
    summary: 'All lines as by night from now until then; null ends it',
    body: z.object({ endsAt: GivenMoment.nullable() }),
    response: z.object({ night: NightMode.nullable() }),
  }),
}
