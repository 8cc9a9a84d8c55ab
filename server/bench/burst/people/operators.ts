import { setTimeout as pause } from 'node:timers/promises'
import { SessionState } from 'sip.js'
import { openNodePhone, type NodeCall, type NodePhone } from '#sip/caller/node-phone.ts'
import { sine } from '#sip/sound/sine.ts'
import { drawn, people } from '../assumptions.ts'
import type { Desk } from './desk.ts'
import { openPage } from './operator-page.ts'

export interface Talk {
  /** The number that the phone shows, with whom he speaks. */
  number: string
  name: string
  answeredAt: number
}

export interface OperatorsOptions {
  desks: readonly Desk[]
  /** `ws://…` of Asterisk itself: the product's own way to it costs the load a hop. */
  server: string
  scale: number
  chance: () => number
  /** Is his card red: does a shutdown that everybody knows of concern the caller? */
  isTold: (talk: Talk) => boolean
  answered: (talk: Talk) => void
  /** What the operator does when the talk is over, before the next. */
  after: (talk: Talk, desk: Desk) => Promise<void>
}

export interface Operators {
  talks: Talk[]
  stop(): Promise<void>
}

/** Operators who answer, talk as long as people do, and hang up. */
export async function startOperators(options: OperatorsOptions): Promise<Operators> {
  const talks: Talk[] = []
  const working = new Set<Promise<void>>()
  const phones: NodePhone[] = []
  const pages: (() => void)[] = []
  for (const desk of options.desks) {
    const { domain, username, ha1 } = await desk.ask('phoneCredentials')
    const onCall = (call: NodeCall): void => {
      const work = talk(call, desk, options, talks).catch(() => undefined)
      working.add(work)
      void work.then(() => working.delete(work))
    }
    pages.push(await openPage(desk))
    phones.push(
      await openNodePhone({ credentials: { server: options.server, domain, username, ha1 }, onCall }),
    )
  }
  return {
    talks,
    async stop() {
      await Promise.all(working)
      for (const phone of phones) await phone.stop().catch(() => undefined)
      for (const close of pages) close()
    },
  }
}

const isTalking = (call: NodeCall): boolean => call.session.state === SessionState.Established

async function talk(
  call: NodeCall,
  desk: Desk,
  { scale, chance, isTold, answered, after }: OperatorsOptions,
  talks: Talk[],
): Promise<void> {
  await pause((people.operatorAnswersAfterSeconds / scale) * 1000)
  // he may have given up meanwhile
  await call.answer()
  if (!isTalking(call)) return
  const one = {
    number: call.remoteUser,
    name: call.session.remoteIdentity.displayName,
    answeredAt: Date.now(),
  }
  talks.push(one)
  // who sends nothing counts as gone (rtp_timeout)
  call.say(sine(600, 1), { again: true })
  answered(one)
  const seconds = drawn(isTold(one) ? people.toldTalkSeconds : people.talkSeconds, chance) / scale
  const over = performance.now() + seconds * 1000
  while (performance.now() < over && isTalking(call)) await pause(50)
  await call.hangUp()
  await after(one, desk)
}
