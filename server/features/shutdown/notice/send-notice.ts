import { createHash } from 'node:crypto'
import { CallPermit } from '#contracts/call-permit.ts'
import { mayDial } from '#contracts/dial-plan/dial-plan.ts'
import type { Notice } from '../db/notice/notices.ts'
import type { Deps } from '#server/deps.ts'
import { mayCall, permitCall, type WantedCall } from '#server/features/consent/may-call.ts'
import { SmsRefused } from '#server/ports.ts'
import { allowancesOf } from '#domain/dial/allowances.ts'
import { callRules, type MachineCall } from '#domain/consent/rules.ts'
import { noticeChannels, type NoticeChannel } from '#domain/shutdown/notice/notice-channel.ts'
import { noticeSms, noticeSpeech } from '#domain/shutdown/notice/notice-text.ts'
import type { ShutdownRecord } from '#domain/shutdown/shutdown-record.ts'

/** More calls of ours at once would leave no lines of the trunk to residents. */
const callsAtOnce = 5
/** A call of ours lasts about so long: 40 s of ringing and the text. */
const callLastsMs = 60_000
/** So long a message is tried by the same way while that way is out of order. */
const smsGiveUpMs = 30 * 60_000
const callGiveUpMs = 24 * 3_600_000

/** What became of one attempt: how the notice stands now, and when to look at it again. */
interface Step {
  notice: Notice
  error?: string
  /** Null: nothing more to do. */
  again: Date | null
}

/**
 * Sends one notice, or takes it one step further; run by the job `notice.send` until it is over. The text is that of
 * this moment: who hears late hears what is so now. What is written is written at the end, after the outer world has
 * answered, and nothing is locked while it is asked. Killed in the middle it is done again: a message under the same
 * id, a call only when Asterisk does not have it already.
 */
export async function sendNotice(deps: Deps, noticeId: number): Promise<void> {
  const { store, now, log } = deps
  const { notices, shutdowns, jobs } = store.repositories
  const notice = await notices.find(noticeId)
  if (notice === null || (notice.state !== 'pending' && notice.state !== 'sending')) return
  const shutdown = await shutdowns.find(notice.shutdownId)
  const step =
    shutdown === null || !isStillSo(notice.kind, shutdown.status)
      ? over(notice, 'dropped')
      : await take(deps, notice, shutdown)
  const { state, channel, attempts } = step.notice
  const isOver = state === 'sent' || state === 'failed' || state === 'dropped'
  await notices.save(step.notice, { error: step.error ?? null, doneAt: isOver ? now() : null })
  if (step.again !== null) await jobs.add([{ kind: 'notice.send', payload: { noticeId }, runAt: step.again }])
  const facts = { noticeId, shutdownId: notice.shutdownId, kind: notice.kind, state, channel, attempts }
  if (step.error === undefined) log.info(facts, 'notice')
  else log.warn({ ...facts, error: step.error }, 'notice')
}

/** Who waits to be told that it has ended is not told after it was opened again. */
function isStillSo(kind: Notice['kind'], status: ShutdownRecord['status']): boolean {
  switch (kind) {
    case 'moved':
      return status === 'planned' || status === 'active'
    case 'cancelled':
      return status === 'cancelled'
    case 'ended':
    case 'survey':
      return status === 'restored'
  }
}

async function take(deps: Deps, notice: Notice, shutdown: ShutdownRecord): Promise<Step> {
  const { sms, calls } = deps.messages
  // asked again at each step: he may have refused since. A call that goes on is looked after in any case.
  const verdict = await mayCall(deps, wantedCall(notice))
  const isGoingOn = notice.state === 'sending'
  const ways = noticeChannels(notice.kind, notice.digits, {
    sms: sms !== null && !(await deps.store.repositories.consents.refusesMessages(notice.digits)),
    call: calls !== null && (isGoingOn || verdict.may !== 'no'),
  })
  const channel =
    notice.channel !== null && ways.includes(notice.channel) ? notice.channel : (ways[0] ?? 'person')
  const whyNoCall = verdict.may === 'no' && !isGoingOn ? verdict.why : null
  const chosen = { ...notice, channel, whyNoCall }
  const next = (error: string): Step => nextWay(chosen, ways, error, deps.now())
  switch (channel) {
    case 'sms':
      return bySms(deps, chosen, shutdown, next)
    case 'call':
      return !isGoingOn && verdict.may === 'later'
        ? { notice: chosen, again: verdict.at }
        : byCall(deps, chosen, shutdown, next)
    case 'person':
      // it stays in the list of callers until somebody of the shift has told him
      return { notice: chosen, again: null }
  }
}

async function bySms(
  deps: Deps,
  notice: Notice,
  shutdown: ShutdownRecord,
  next: (error: string) => Step,
): Promise<Step> {
  const now = deps.now()
  const text = noticeSms(notice.kind, shutdown, { now, timeZone: deps.installation.timeZone })
  const tried = { ...notice, text, attempts: notice.attempts + 1 }
  try {
    await deps.messages.sms?.send({ id: `vakhta-notice-${notice.id}`, to: `+${notice.digits}`, text })
    return over(tried, 'sent')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const isTooLate = now.getTime() - notice.createdAt.getTime() > smsGiveUpMs
    if (error instanceof SmsRefused || isTooLate) return next(reason)
    const backOffMs = Math.min(30_000 * 2 ** notice.attempts, 300_000)
    return { notice: { ...notice, attempts: tried.attempts }, error: reason, again: after(now, backOffMs) }
  }
}

async function byCall(
  deps: Deps,
  notice: Notice,
  shutdown: ShutdownRecord,
  next: (error: string) => Step,
): Promise<Step> {
  const { store, announcements, installation } = deps
  const { timeZone } = installation
  const now = deps.now()
  const { calls } = deps.messages
  if (calls === null) return next('no calls')
  // what a caller wrote as his number may be one that costs a fortune to call back
  const { settings } = await store.repositories.settings.read()
  if (!mayDial(`+${notice.digits}`, allowancesOf(settings))) return next('not a number that is called')
  // one at a time, so that the calls that go on are counted right
  if (!(await store.repositories.notices.lockCalls())) return { notice, again: after(now, 2000) }
  try {
    const going = await calls.going()
    if (notice.state === 'sending') return afterCall(notice, going, next, now)
    const id = callIdOf(notice, notice.attempts + 1)
    const text = noticeSpeech(notice.kind, shutdown, { now, timeZone })
    const placed: Step = {
      notice: { ...notice, text, state: 'sending', attempts: notice.attempts + 1 },
      again: after(now, callLastsMs),
    }
    // the worker died before it could write down that it had asked for this call
    const isMade = going.has(id)
    if (!isMade && going.size >= callsAtOnce) {
      const ahead = await store.repositories.notices.callsBefore(notice.id)
      return { notice, again: after(now, Math.max(10_000, (ahead / callsAtOnce) * 30_000)) }
    }
    const file = `notices/${shutdown.id}-${notice.kind}-${hashed(text)}.wav`
    if (!(await announcements.has(file)) && !(await announcements.speak(file, text)))
      return next('no speech engine')
    const permit = await permitCall(deps, { ...wantedCall(notice), id })
    if (isMade) return placed
    if (!CallPermit.isOne(permit))
      return permit.may === 'later' ? { notice, again: permit.at } : next('not permitted')
    const callerId = notice.kind === 'survey' ? notice.callerId : null
    await calls.call({ permit, file, noticeId: notice.id, callerId })
    return placed
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (now.getTime() - notice.createdAt.getTime() > callGiveUpMs) return next(reason)
    return { notice, error: reason, again: after(now, 30_000) }
  }
}

/** The ledger says when it was heard to the end; here it was not, or not yet. */
function afterCall(
  notice: Notice,
  going: ReadonlySet<string>,
  next: (error: string) => Step,
  now: Date,
): Step {
  if (going.has(callIdOf(notice, notice.attempts))) return { notice, again: after(now, callLastsMs / 2) }
  const { tries, pauseMinutes } = callRules[kindOf(notice)]
  if (notice.attempts >= tries) return next('not answered')
  const again = after(now, pauseMinutes * 60_000)
  return { notice: { ...notice, state: 'pending' }, error: 'not answered', again }
}

/** The way after this one; the last is a person. */
function nextWay(
  notice: Notice & { channel: NoticeChannel },
  ways: readonly NoticeChannel[],
  error: string,
  now: Date,
): Step {
  const channel = ways[ways.indexOf(notice.channel) + 1] ?? 'person'
  return {
    notice: { ...notice, channel, state: 'pending', attempts: 0 },
    error,
    again: channel === 'person' ? null : now,
  }
}

const over = (notice: Notice, state: 'sent' | 'dropped'): Step => ({
  notice: { ...notice, state },
  again: null,
})
const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms)
const kindOf = ({ kind }: Notice): MachineCall => (kind === 'survey' ? 'survey' : 'notice')
const wantedCall = (notice: Notice): WantedCall => ({
  kind: kindOf(notice),
  digits: notice.digits,
  shutdownId: notice.shutdownId,
})
/** UniqueID of the channel: digits, letters and dashes. */
const callIdOf = ({ id }: Notice, attempt: number): string => `notice-${id}-${attempt}`
const hashed = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8)
