import { z } from 'zod'
import { Call, WrapUpCode } from './call.ts'
import { CallEvent } from './call-event.ts'
import { CallQuality, CallQualityReport } from './call-quality.ts'
import { CallerCard } from './caller-card.ts'
import { TaskHistoryEntry } from './history.ts'
import { AddressHit } from './house/address.ts'
import { masked } from './masked.ts'
import { OperatorChoice, OperatorWish, PauseReason } from './operator-state.ts'
import { PhoneCredentials } from './phone.ts'
import { Ok as ok, route, type Route, OfCompany } from './route.ts'
import { cardRoutes } from './routes/card.ts'
import { classifierRoutes } from './routes/classifier.ts'
import { phoneRoutes } from './routes/phone.ts'
import { PublicSettings } from './settings.ts'
import { Danger, DiscardReason, Handover, Task, TaskFields, TaskStatus, ToldPart } from './task.ts'
import { JoinedCaller } from './joined-caller.ts'
import { SignedIn } from './user.ts'
import { Text } from './text.ts'
import { Moment } from './time.ts'

const taskId = z.object({ id: z.coerce.number().int().positive() })
const callId = z.object({ id: Text.min(1).max(160) })
const page = {
  cursor: Text.max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}
const search = Text.trim().max(120).optional()

/** Routes that pages of every day ask; contracts/http.ts has all of them. */
export const firstRoutes = {
  publicSettings: route({
    method: 'GET',
    path: '/api/public',
    access: 'public',
    summary: 'What the sign-in page shows',
    response: PublicSettings.extend({
      callPage: z.boolean(),
      /** IANA zone of the company: pages show and take times by it. */
      timeZone: Text,
      /** Can operators call numbers of the town (104, 112)? The embedded PBX has no trunk. */
      reachesOutside: z.boolean(),
    }),
  }),
  signIn: route({
    method: 'POST',
    path: '/api/sign-in',
    access: 'public',
    summary: 'Sign in with login and password',
    body: z.object({ login: Text.trim().min(1).max(80), password: Text.min(1).max(200) }),
    response: SignedIn,
  }),
  signOut: route({
    method: 'POST',
    path: '/api/sign-out',
    access: 'signedIn',
    summary: 'End this session',
    response: ok,
  }),
  me: route({
    method: 'GET',
    path: '/api/me',
    access: 'signedIn',
    summary: 'Who is signed in',
    response: SignedIn,
  }),

  ...phoneRoutes,
  listPauseReasons: route({
    method: 'GET',
    path: '/api/pause-reasons',
    access: 'call.answer',
    summary: 'Reasons for a pause, in the order to show them',
    response: z.object({ reasons: z.array(PauseReason) }),
  }),
  setOperatorState: route({
    method: 'POST',
    path: '/api/operator/state',
    access: 'call.answer',
    summary: 'Pause, come back, or rest longer after a call; 409 wouldLeaveNobody asks first',
    body: OperatorWish,
    response: OperatorChoice,
  }),
  callerCredentials: route({
    method: 'POST',
    path: '/api/caller/credentials',
    access: 'public',
    summary: 'A short-lived SIP account for the resident’s call page; only with the embedded PBX',
    body: z.object({ number: Text.max(40), name: Text.max(100) }),
    response: PhoneCredentials,
  }),

  listCalls: route({
    method: 'GET',
    path: '/api/calls',
    access: 'call.log',
    summary: 'The log of calls, newest first',
    query: z.object({
      ...page,
      search,
      result: z.enum(['answered', 'missed', 'informed']).optional(),
      companyId: OfCompany,
    }),
    response: z.object({ calls: z.array(Call), next: Text.nullable() }),
  }),
  getCall: route({
    method: 'GET',
    path: '/api/calls/:id',
    access: 'call.log',
    summary: 'One call with all its events',
    params: callId,
    response: z.object({
      call: Call,
      events: z.array(CallEvent),
      tasks: z.array(Task),
      quality: z.array(CallQualityReport),
    }),
  }),
  reportCallQuality: route({
    method: 'POST',
    path: '/api/calls/:id/quality',
    access: 'call.answer',
    summary: 'How the sound of a talk of one’s own was; the same report may come again',
    params: callId,
    body: CallQuality,
    response: ok,
  }),
  takeCall: route({
    method: 'POST',
    path: '/api/calls/:id/take',
    access: 'call.answer',
    summary: 'Take a call that waits or rings at a colleague; 409 alreadyTaken names who was faster',
    params: callId,
    response: ok,
  }),
  confirmCallNumber: route({
    method: 'POST',
    path: '/api/calls/:id/confirm-number',
    access: 'task.register',
    summary: 'The caller said that the number, which he typed on the call page, is his',
    params: callId,
    response: ok,
  }),
  wrapUpCall: route({
    method: 'POST',
    path: '/api/calls/:id/wrap-up',
    access: 'call.answer',
    summary: 'What a talk of one’s own came to, by a code; the last one counts',
    params: callId,
    body: z.object({ code: WrapUpCode }),
    response: ok,
  }),
  getCallerCard: route({
    method: 'GET',
    path: '/api/calls/:id/card',
    access: 'task.register',
    summary: 'What is known of the number that calls',
    params: callId,
    response: CallerCard,
  }),

  listTasks: route({
    method: 'GET',
    path: '/api/tasks',
    access: 'board.see',
    summary: 'Tasks by search and status, newest first',
    query: z.object({ ...page, search, status: TaskStatus.optional(), companyId: OfCompany }),
    response: z.object({ tasks: z.array(Task), next: Text.nullable() }),
  }),
  getTask: route({
    method: 'GET',
    path: '/api/tasks/:id',
    access: 'board.see',
    summary: 'One task with its history',
    params: taskId,
    response: z.object({
      task: Task,
      /** The last entries, oldest first. */
      history: z.array(TaskHistoryEntry),
      historyCount: z.number().int(),
      calls: z.array(Call),
      told: z.array(ToldPart),
      /** Names and numbers of other services: for who acts on them. */
      handovers: masked(z.array(Handover.extend({ at: Moment })), 'number.see', 'nothing'),
      /** Who called about it again, in their own words; the last of them. */
      joined: z.array(JoinedCaller),
    }),
  }),
  addTask: route({
    method: 'POST',
    path: '/api/tasks',
    access: 'task.register',
    summary: 'A draft without a call, or one more of the same call',
    body: TaskFields.partial().extend({
      /** The caller has one more matter: the draft belongs to this call too. */
      callId: Text.max(200).optional(),
    }),
    response: Task,
  }),
  saveDraft: route({
    method: 'PATCH',
    path: '/api/tasks/:id',
    access: 'task.register',
    summary: 'Save fields as they are typed',
    params: taskId,
    body: z.object({ version: z.number().int(), fields: TaskFields.partial() }),
    response: Task,
  }),
  registerTask: route({
    method: 'POST',
    path: '/api/tasks/:id/register',
    access: 'task.register',
    summary:
      'Give the draft its number and deadlines; the same draft registered twice answers the same number',
    params: taskId,
    body: z.object({
      version: z.number().int(),
      fields: TaskFields.partial(),
      /** By which words its problem was looked for. */
      searched: Text.max(200).optional(),
    }),
    response: Task,
  }),
  joinTask: route({
    method: 'POST',
    path: '/api/tasks/:id/join',
    access: 'task.register',
    summary: 'Dissolve a draft into an open task',
    params: taskId,
    body: z.object({ into: z.number().int().positive() }),
    response: Task,
  }),
  moveTask: route({
    method: 'POST',
    path: '/api/tasks/:id/move',
    access: 'task.dispatch',
    summary: 'Change the status',
    params: taskId,
    body: z.object({ version: z.number().int(), to: TaskStatus, note: Text.max(1000).default('') }),
    response: Task,
  }),
  discardDraft: route({
    method: 'POST',
    path: '/api/tasks/:id/discard',
    access: 'task.register',
    summary: 'Throw a draft away, with a reason (wrong number, test call, nothing was asked)',
    params: taskId,
    body: z.object({
      reason: Text.trim().min(3).max(500),
      /** Owed for a missed call, which nothing else takes off its list. */
      code: DiscardReason.optional(),
    }),
    response: Task,
  }),
  claimCallback: route({
    method: 'POST',
    path: '/api/tasks/:id/claim',
    access: 'task.register',
    summary: 'Take a missed call to call back; from a colleague only with a reason and callback.takeOver',
    params: taskId,
    body: z.object({ reason: Text.trim().min(3).max(500).optional() }),
    response: Task,
  }),
  keepClaim: route({
    method: 'POST',
    path: '/api/tasks/:id/claim/keep',
    access: 'task.register',
    summary:
      'Sign of life of who calls back; `held` is false once the claim is lost or the call-back settled',
    params: taskId,
    response: z.object({ held: z.boolean() }),
  }),
  releaseCallback: route({
    method: 'POST',
    path: '/api/tasks/:id/claim/release',
    access: 'task.register',
    summary: 'Give a call-back to the shift again',
    params: taskId,
    response: Task,
  }),
  tellApplicant: route({
    method: 'POST',
    path: '/api/tasks/:id/told',
    access: 'task.register',
    summary: 'What the applicant was told of a registered task; each part counts once',
    params: taskId,
    body: z.object({ parts: z.array(ToldPart).min(1).max(3) }),
    response: z.object({ told: z.array(ToldPart) }),
  }),
  recordHandover: route({
    method: 'POST',
    path: '/api/tasks/:id/handover',
    access: 'task.register',
    summary: 'Who took a danger to life over; the task becomes an emergency',
    params: taskId,
    body: Handover,
    response: Task,
  }),
  dismissDanger: route({
    method: 'POST',
    path: '/api/tasks/:id/danger/dismiss',
    access: 'task.register',
    summary: 'The words of the task sound like a danger to life, and it is none: why',
    params: taskId,
    body: z.object({ danger: Danger, reason: Text.trim().min(3).max(300) }),
    response: Task,
  }),
  rememberNumber: route({
    method: 'POST',
    path: '/api/tasks/:id/remember-number',
    access: 'task.register',
    summary: 'The applicant’s number is known to the flat of the task from now on',
    params: taskId,
    response: ok,
  }),

  searchAddresses: route({
    method: 'GET',
    path: '/api/addresses',
    access: 'task.register',
    summary: 'Houses and flats by spoken address',
    query: z.object({
      search: Text.trim().min(1).max(120),
      /** The house is known: a flat alone is enough. */
      houseId: z.coerce.number().int().positive().optional(),
    }),
    response: z.object({ hits: z.array(AddressHit) }),
  }),

  ...cardRoutes,
  ...classifierRoutes,
} satisfies Record<string, Route>
