import { z } from 'zod'
import { ShutdownHistoryEntry } from '#contracts/history.ts'
import { masked } from '#contracts/masked.ts'
import { IdParams, Ok, route, OfCompany } from '#contracts/route.ts'
import {
  LegalLimit,
  Service,
  Shutdown,
  ShutdownCaller,
  ShutdownFields,
  ShutdownHouse,
  ShutdownKind,
  ShutdownStatus,
  ShutdownSuggestion,
  TermShift,
} from '#contracts/shutdown.ts'
import { Task } from '#contracts/task.ts'
import { Text } from '#contracts/text.ts'
import { GivenDay, GivenMoment, GivenMonth, Moment } from '#contracts/time.ts'

const version = z.number().int()

/** Shutdowns: who may register a call may read and join them, who dispatches keeps them. */
export const shutdownRoutes = {
  listShutdowns: route({
    method: 'GET',
    path: '/api/shutdowns',
    access: 'board.see',
    summary: 'Shutdowns, newest first; live ones stand on the board already',
    query: z.object({
      status: ShutdownStatus.optional(),
      service: Service.optional(),
      search: Text.trim().max(120).optional(),
      houseId: z.coerce.number().int().positive().optional(),
      companyId: OfCompany,
      cursor: Text.max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ shutdowns: z.array(Shutdown), next: Text.nullable() }),
  }),
  getShutdown: route({
    method: 'GET',
    path: '/api/shutdowns/:id',
    access: 'board.see',
    summary:
      'One shutdown with the shifts of its term, its history, its callers and the tasks that belong to it',
    params: IdParams,
    response: z.object({
      shutdown: Shutdown,
      houses: z.array(
        ShutdownHouse.extend({
          address: Text,
          flats: z.number().int(),
          living: z.number().int(),
          /** Whose it was on the day on which it began. */
          companyId: z.number().int().nullable(),
        }),
      ),
      terms: z.array(TermShift),
      history: z.array(ShutdownHistoryEntry),
      callers: z.array(ShutdownCaller),
      tasks: z.array(Task),
    }),
  }),
  previewShutdown: route({
    method: 'POST',
    path: '/api/shutdowns/preview',
    access: 'shutdown.manage',
    summary:
      'What would be created: addresses, flats, residents, legal limits, the sentence for callers, overlaps',
    body: ShutdownFields,
    response: z.object({
      places: Text,
      houses: z.number().int(),
      flats: z.number().int(),
      living: z.number().int(),
      limits: z.array(LegalLimit),
      speechText: masked(Text, 'number.see', 'text'),
      /** Live shutdowns of the same services that have houses in common. */
      overlaps: z.array(Shutdown),
    }),
  }),
  createShutdown: route({
    method: 'POST',
    path: '/api/shutdowns',
    access: 'shutdown.manage',
    summary: 'Create a shutdown; the same `key` twice (a double click, a lost answer) gives the same one',
    body: z.object({
      key: z.uuid(),
      fields: ShutdownFields,
      suggestionId: z.number().int().positive().nullable(),
      /** Drafts and tasks that are about it: drafts dissolve into it, tasks belong to it. */
      taskIds: z.array(z.number().int().positive()).max(500),
    }),
    response: Shutdown,
  }),
  changeShutdown: route({
    method: 'PATCH',
    path: '/api/shutdowns/:id',
    access: 'shutdown.manage',
    summary: 'Change a live shutdown; its term is moved by its own route',
    params: IdParams,
    body: z.object({ version, fields: ShutdownFields.omit({ plannedEnd: true }).partial() }),
    response: Shutdown,
  }),
  moveTerm: route({
    method: 'POST',
    path: '/api/shutdowns/:id/term',
    access: 'shutdown.manage',
    summary: 'Move the planned end; who asked to be told is told',
    params: IdParams,
    body: z.object({ version, plannedEnd: GivenMoment.nullable(), reason: Text.trim().max(500) }),
    response: Shutdown,
  }),
  startShutdown: route({
    method: 'POST',
    path: '/api/shutdowns/:id/start',
    access: 'shutdown.manage',
    summary: 'A planned one begins now',
    params: IdParams,
    body: z.object({ version }),
    response: Shutdown,
  }),
  endShutdown: route({
    method: 'POST',
    path: '/api/shutdowns/:id/end',
    access: 'shutdown.manage',
    summary: 'The service is back: callers are told, and asked whether it is back with them too',
    params: IdParams,
    body: z.object({
      version,
      endedAt: GivenMoment,
      note: Text.trim().max(500),
      /** Ask every joined caller; each «нет» becomes a task. */
      askCallers: z.boolean(),
      /** Close the tasks that belong to it as done. */
      closeTasks: z.boolean(),
    }),
    response: Shutdown,
  }),
  cancelShutdown: route({
    method: 'POST',
    path: '/api/shutdowns/:id/cancel',
    access: 'shutdown.manage',
    summary: 'It was a mistake, or planned works do not take place',
    params: IdParams,
    body: z.object({ version, reason: Text.trim().min(3).max(500) }),
    response: Shutdown,
  }),
  reopenShutdown: route({
    method: 'POST',
    path: '/api/shutdowns/:id/reopen',
    access: 'shutdown.manage',
    summary: 'Ended too early: it is active again',
    params: IdParams,
    body: z.object({ version, reason: Text.trim().min(3).max(500) }),
    response: Shutdown,
  }),
  joinShutdown: route({
    method: 'POST',
    path: '/api/tasks/:id/join-shutdown',
    access: 'task.register',
    summary: 'Dissolve a draft into a shutdown: the caller was told and stands in its list',
    params: IdParams,
    body: z.object({
      shutdownId: z.number().int().positive(),
      wantsNotice: z.boolean(),
      /** He was asked and agreed that a machine calls him about it; kept with the time and who asked. */
      robotConsent: z.boolean().default(false),
    }),
    response: Shutdown,
  }),
  answerSurvey: route({
    method: 'POST',
    path: '/api/shutdown-callers/:id/answer',
    access: 'task.register',
    summary: 'A caller was asked by a person whether the service is back; «нет» becomes a task',
    params: IdParams,
    body: z.object({ answer: z.enum(['yes', 'no']) }),
    response: ShutdownCaller,
  }),
  noticeTold: route({
    method: 'POST',
    path: '/api/shutdown-callers/:id/told',
    access: 'task.register',
    summary: 'A person told him what no message and no call of ours could (not a survey: that is answered)',
    params: IdParams,
    response: ShutdownCaller,
  }),
  listSuggestions: route({
    method: 'GET',
    path: '/api/shutdown-suggestions',
    access: 'board.see',
    summary: 'Open suggestions',
    response: z.object({ suggestions: z.array(ShutdownSuggestion) }),
  }),
  dismissSuggestion: route({
    method: 'POST',
    path: '/api/shutdown-suggestions/:id/dismiss',
    access: 'shutdown.manage',
    summary: 'No shutdown: the same calls suggest it no more',
    params: IdParams,
    response: Ok,
  }),
  dailySummary: route({
    method: 'GET',
    path: '/api/reports/shutdowns/daily',
    access: 'board.see',
    summary: 'Сводка отключений за сутки (domain.md 4.4)',
    query: z.object({ date: GivenDay, companyId: OfCompany }),
    example: { date: '2026-11-22' },
    response: z.object({
      rows: z.array(
        z.object({
          shutdownId: z.number().int(),
          number: Text,
          /** Whose its houses were when it began and that day. */
          companyIds: z.array(z.number().int()),
          services: z.array(Service),
          kind: ShutdownKind,
          houses: z.number().int(),
          flats: z.number().int(),
          living: z.number().int(),
          places: Text,
          startsAt: Moment,
          legalBy: Moment.nullable(),
          plannedEnd: Moment.nullable(),
          endedAt: Moment.nullable(),
          cause: masked(Text, 'number.see', 'text'),
          organisation: Text,
          responsible: masked(Text, 'number.see', 'text'),
          callers: z.number().int(),
          note: masked(Text, 'number.see', 'text'),
        }),
      ),
    }),
  }),
  shutdownHours: route({
    method: 'GET',
    path: '/api/reports/shutdowns/hours',
    access: 'board.see',
    summary:
      'Hours without a service by house in a month, and by how much the fee falls (ПП 354: 0,15 % an hour over the limit)',
    query: z.object({
      month: GivenMonth,
      service: Service.optional(),
      houseId: z.coerce.number().int().positive().optional(),
      companyId: OfCompany,
    }),
    example: { month: '2026-11' },
    response: z.object({
      rows: z.array(
        z.object({
          houseId: z.number().int(),
          address: Text,
          /** Whose it was in these hours; a house that changes its company has a row of each. */
          companyId: z.number().int().nullable(),
          service: Service,
          shutdowns: z.number().int(),
          /** To one decimal. */
          hours: z.number(),
          permittedHours: z.number().nullable(),
          overHours: z.number(),
          feeReductionPercent: z.number(),
        }),
      ),
    }),
  }),
}
