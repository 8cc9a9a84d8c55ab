import type { CallEvent, LedgerBatch } from '#contracts/call-event.ts'

type WithoutPlace<E> = E extends CallEvent ? Omit<E, 'source' | 'position' | 'at' | 'callId'> : never
/** What happened, without where it stands in the ledger, whose call it is and when. */
export type Happening = WithoutPlace<CallEvent>

/** A call as a test tells it: what happened and how many seconds after the call began. */
export type Story = readonly (readonly [second: number, what: Happening])[]

const caller = 'caller'
const arrived = (from: string): Happening => ({
  type: 'call.arrived',
  legId: caller,
  from,
  displayName: '',
  to: '112',
})
const queued: Happening = { type: 'call.queued', queue: 'queue' }
const ended = (
  endedBy: 'caller' | 'operator' | 'system',
  cause: Extract<CallEvent, { type: 'call.ended' }>['cause'] = 'normal',
): Happening => ({ type: 'call.ended', endedBy, cause })

/** An operator answers, they talk, the caller hangs up. */
export const answered = (from: string, operator: string): Story => [
  [0, arrived(from)],
  [0, queued],
  [1, { type: 'leg.offered', legId: operator, operator }],
  [5, { type: 'leg.answered', legId: operator, operator }],
  [5, { type: 'leg.joined', legId: operator, operator }],
  [65, { type: 'leg.ended', legId: operator, operator, cause: 'normal' }],
  [65, { type: 'leg.ended', legId: caller, cause: 'normal' }],
  [65, ended('caller')],
]

/** Rings at an operator, and the caller gives up. */
export const abandoned = (from: string, operator: string): Story => [
  [0, arrived(from)],
  [0, queued],
  [1, { type: 'leg.offered', legId: operator, operator }],
  [30, { type: 'leg.ended', legId: operator, operator, cause: 'cancelled' }],
  [30, { type: 'leg.ended', legId: caller, cause: 'normal' }],
  [30, ended('caller', 'cancelled')],
]

/** The operator's page is gone for good, the caller waits again, and gives up. */
export const left = (from: string, operator: string): Story => [
  ...answered(from, operator).filter(([second]) => second < 65),
  [20, { type: 'leg.ended', legId: operator, operator, cause: 'unreachable' }],
  [20, queued],
  [80, { type: 'leg.ended', legId: caller, cause: 'normal' }],
  [80, ended('caller', 'cancelled')],
]

/** Nobody is free; the caller asks to be called back. */
export const askedForCallback = (from: string): Story => [
  [0, arrived(from)],
  [0, queued],
  [60, { type: 'call.callbackAsked' }],
  [61, ended('system', 'noAnswer')],
]

/** The operator's browser dies in the conversation, and the PBX ends the call. */
export const operatorLost = (from: string, operator: string): Story => [
  [0, arrived(from)],
  [1, { type: 'leg.offered', legId: operator, operator }],
  [2, { type: 'leg.answered', legId: operator, operator }],
  [20, { type: 'leg.ended', legId: operator, operator, cause: 'failed' }],
  [21, ended('system', 'failed')],
]

/** The operator reloads the page: the old leg ends, a new one of the same operator joins. */
export const reattached = (from: string, operator: string): Story => [
  [0, arrived(from)],
  [1, { type: 'leg.offered', legId: operator, operator }],
  [2, { type: 'leg.answered', legId: operator, operator }],
  [20, { type: 'leg.joined', legId: `${operator}-again`, operator }],
  [20, { type: 'leg.ended', legId: operator, operator, cause: 'normal' }],
  [40, ended('caller')],
]

/** The first operator hands the call to a second one without talking first. */
export const transferred = (from: string, first: string, second: string): Story => [
  [0, arrived(from)],
  [1, { type: 'leg.offered', legId: first, operator: first }],
  [2, { type: 'leg.answered', legId: first, operator: first }],
  [10, { type: 'leg.held', legId: first }],
  [12, { type: 'call.transferred', kind: 'blind', to: second }],
  [12, { type: 'leg.ended', legId: first, operator: first, cause: 'normal' }],
  [12, { type: 'leg.offered', legId: second, operator: second }],
  [15, { type: 'leg.answered', legId: second, operator: second }],
  [50, ended('caller')],
]

const informed = (ids: readonly number[], how: 'announcement' | 'question' = 'announcement'): Happening => ({
  type: 'call.informed',
  how,
  shutdowns: ids.map((id) => ({ id, heardVersion: 1 })),
})

/** Hears what is known of his house, asks to be told of the end, and hangs up: no operator is needed. */
export const told = (from: string, ids: readonly number[], wantsNotice = true): Story => [
  [0, arrived(from)],
  [25, informed(ids)],
  ...(wantsNotice ? ([[30, { type: 'call.noticeAsked' }]] as const) : []),
  [33, { type: 'leg.ended', legId: caller, cause: 'normal' }],
  [33, ended('caller')],
]

/** A number of nobody's says by a key that his house is one of them. */
export const toldAfterQuestion = (from: string, ids: readonly number[]): Story => [
  [0, arrived(from)],
  [25, informed(ids, 'question')],
  [33, ended('caller')],
]

/** Hears it, and has something to add. */
export const leftMessage = (from: string, ids: readonly number[]): Story => [
  [0, arrived(from)],
  [25, informed(ids)],
  [50, { type: 'call.messageLeft', file: '2026/11/22/message.wav' }],
  [52, ended('caller')],
]

/** Hears it and wants somebody all the same; without an `operator` he gives up in the queue. */
export const toldAndQueued = (from: string, ids: readonly number[], operator: string | null): Story => [
  [0, arrived(from)],
  [25, informed(ids)],
  [26, queued],
  ...(operator === null
    ? []
    : ([
        [27, { type: 'leg.offered', legId: operator, operator }],
        [30, { type: 'leg.answered', legId: operator, operator }],
        [30, { type: 'call.recorded', file: '2026/11/22/talk.wav' }],
        [30, { type: 'leg.joined', legId: operator, operator }],
      ] as const)),
  [90, ended('caller', operator === null ? 'cancelled' : 'normal')],
]

/** A shutdown appears while he waits: he hears of it there, and asks to be told of the end. */
export const toldMeanwhile = (from: string, ids: readonly number[]): Story => [
  [0, arrived(from)],
  [1, queued],
  [40, informed(ids)],
  [45, { type: 'call.noticeAsked' }],
  [48, ended('system')],
]

/** Presses 9 in the announcement; the line breaks before anybody answers. */
export const urgent = (from: string, ids: readonly number[]): Story => [
  [0, arrived(from)],
  [3, informed(ids)],
  [3, { type: 'call.urgent' }],
  [4, ended('caller')],
]

/** An operator calls out, and the resident answers. */
export const calledBack = (to: string, operator: string): Story => [
  [0, { type: 'call.dialled', legId: operator, operator, to }],
  [0, { type: 'leg.answered', legId: operator, operator }],
  [6, { type: 'leg.answered', legId: 'callee' }],
  [6, { type: 'leg.joined', legId: 'callee' }],
  [60, ended('operator')],
]

/** The events of one call, `begins` being its first moment; positions are the call's own, so each is unique. */
export const tell = (
  story: Story,
  { callId, begins, source = 'embedded' }: { callId: string; begins: string; source?: string },
): CallEvent[] =>
  story.map(([second, what], index) => ({
    ...what,
    source,
    callId,
    position: `1:${callId}-${index}`,
    at: new Date(Date.parse(begins) + second * 1000).toISOString(),
  }))

/** The events as one batch of the ledger. */
export const batchOf = (events: CallEvent[], source = 'embedded'): LedgerBatch => ({
  source,
  events,
  cursor: { inode: '1', offset: events.length },
})
