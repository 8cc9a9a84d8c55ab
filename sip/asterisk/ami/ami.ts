import { setTimeout as pause } from 'node:timers/promises'
import { defaultSettings } from '#contracts/settings.ts'
import type { PbxLive, SipLog } from '#sip/live.ts'
import { connectAmi, type AmiConnection } from './connection.ts'
import { trackTrunks, type TrunkSeen } from './trunks.ts'
import { applyAmi, emptyLiveState, toPbxLive, type LiveState } from './live-state.ts'
import { trackLostLegs, type LostLegs } from './lost-legs.ts'
import { giveBackCallers, takeCaller, takePlaceOut } from './move-callers.ts'
import type { AmiMessage } from './parser.ts'
import { appendOwnLine, type OwnLine } from '../own-lines.ts'

export interface WatchAsteriskOptions {
  host: string
  port: number
  username: string
  secret: string
  log: SipLog
  /** Called on every change, never twice with the same state. */
  onLive: (live: PbxLive) => void
  /**
   * The ledger of the same Asterisk. When given, holds, which CEL lacks, are appended to it. Holds that happen while
   * nobody watches are not known; they show, they do not count.
   */
  celFile?: string
  /**
   * Call ids (linked ids, without source) that the ledger holds open. When given together with `celFile`, those that
   * Asterisk does not know any more at a connect (it was killed) are ended as lost in the ledger.
   */
  openCalls?: () => Promise<string[]>
  /** Trunks under the names that people gave them; without it none are shown. */
  trunksOf?: (seen: TrunkSeen[]) => NonNullable<PbxLive['trunks']>
  /** Asterisk is there, perhaps anew. */
  onConnected?: () => void
  /** How long a caller waits for an operator whose page is gone, before he goes back to the head of the queue. */
  lostPageSeconds?: () => number
}

export interface AsteriskWatch {
  live(): PbxLive
  /** Trunks were changed: asks how they stand. */
  renewTrunks(): void
  /** This operator takes the call (its linked id). */
  take(callId: string, username: string): void
  /** The place of this call (its linked id) is kept no longer. */
  takeOut(callId: string): void
  /** The operator's page was closed. */
  giveBack(username: string): void
  stop(): Promise<void>
}

const pingEveryMs = 10_000
const longestPauseMs = 5000

/** Follows the live state of Asterisk by AMI: a snapshot at each connect, then events. Reconnects for ever. */
export function watchAsterisk(options: WatchAsteriskOptions): AsteriskWatch {
  const { log, onLive } = options
  const now = (): string => new Date().toISOString()
  const stopping = new AbortController()
  let known: LiveState = emptyLiveState
  let pbx: Pick<PbxLive, 'state' | 'since'> = { state: 'down', since: now() }
  let shown = ''

  const trunks = trackTrunks(now)
  const liveNow = (): PbxLive => {
    const live = toPbxLive(known, pbx)
    const shownTrunks = pbx.state === 'up' ? (options.trunksOf?.(trunks.seen()) ?? []) : []
    return shownTrunks.length === 0 ? live : { ...live, trunks: shownTrunks }
  }
  const show = (): void => {
    const live = liveNow()
    const text = JSON.stringify(live)
    if (text === shown) return
    shown = text
    onLive(live)
  }

  const note = (line: OwnLine): void => {
    if (options.celFile === undefined) return
    void appendOwnLine(options.celFile, line).catch((error: unknown) =>
      log.warn({ error, callId: line.callId }, 'AMI: a line could not be added to the ledger'),
    )
  }

  let connected: AmiConnection | undefined

  const renewTrunks = (): void => {
    const ami = connected
    if (ami === undefined || options.trunksOf === undefined) return
    trunks
      .refresh(ami)
      .then(show, (error: unknown) => log.warn({ error }, 'AMI: trunks could not be asked for'))
  }

  /** Of the connection that is open now. */
  let lostLegs: LostLegs | undefined
  const receive = (event: AmiMessage): void => {
    known = applyAmi(known, event, now())
    lostLegs?.receive(event)
    const isOfTrunk = trunks.receive(event)
    if (isOfTrunk && event['channel'] === undefined) renewTrunks()
    const name = event['event']
    // a leg that is about to take another's place is not yet of a call
    if ((name === 'Hold' || name === 'Unhold') && event['exten'] !== 'reattach')
      note({
        kind: name === 'Hold' ? 'VAKHTA_HELD' : 'VAKHTA_RESUMED',
        callId: event['linkedid'] ?? '',
        legId: event['uniqueid'] ?? '',
        time: event['timestamp'] ?? String(Date.now() / 1000),
      })
  }

  async function takeSnapshot(ami: AmiConnection): Promise<void> {
    // without the database the live state is still right: lost calls are then found at the next connect
    const open = await Promise.resolve(options.openCalls?.() ?? []).catch((error: unknown): string[] => {
      log.warn({ error }, 'AMI: open calls are not known now, so lost ones cannot be found')
      return []
    })
    const [queues, devices, channels] = await Promise.all([
      ami.list('QueueStatus'),
      ami.list('DeviceStateList'),
      ami.list('CoreShowChannels'),
    ])
    // who is not in the snapshot is not there any more; who is keeps his "since"
    const before = known
    known = emptyLiveState
    for (const item of [...queues, ...devices]) known = applyAmi(known, item, now())
    known = {
      ...known,
      operators: new Map(
        [...known.operators].map(([name, operator]) => {
          const earlier = before.operators.get(name)
          return [name, earlier?.state === operator.state ? { ...operator, since: earlier.since } : operator]
        }),
      ),
    }
    trunks.channels(channels)
    if (options.trunksOf !== undefined) await trunks.refresh(ami)
    const living = new Set(channels.map((channel) => channel['linkedid']))
    for (const callId of open.filter((id) => !living.has(id)))
      note({ kind: 'VAKHTA_LOST', callId, legId: callId, time: String(Date.now() / 1000) })
  }

  /** One connection from beginning to end; resolves with the reason of its end. */
  async function watchOnce(): Promise<string> {
    let early: AmiMessage[] | null = []
    let ended: (reason: string) => void = () => {}
    const over = new Promise<string>((resolve) => (ended = resolve))
    const ami = await connectAmi({
      ...options,
      onEvent(event) {
        if (early) return void early.push(event)
        receive(event)
        show()
      },
      onClose: ended,
    })
    const cut = (): void => ami.close()
    stopping.signal.addEventListener('abort', cut)
    const pinging = setInterval(() => {
      ami.ask('Ping').catch(() => ami.close())
      renewTrunks()
    }, pingEveryMs)
    try {
      await takeSnapshot(ami)
      connected = ami
      lostLegs = trackLostLegs({
        channels: () => ami.list('CoreShowChannels'),
        note,
        log,
        lostPageMs: () => (options.lostPageSeconds?.() ?? defaultSettings.lost_page_seconds) * 1000,
        lostForGood: (endpoint, legIds) => giveBackCallers(ami, endpoint, legIds),
      })
      for (const event of early) receive(event)
      early = null
      pbx = { state: 'up', since: now() }
      show()
      log.info({ port: options.port }, 'AMI: connected')
      options.onConnected?.()
      return await over
    } finally {
      connected = undefined
      lostLegs = undefined
      clearInterval(pinging)
      stopping.signal.removeEventListener('abort', cut)
      ami.close()
    }
  }

  async function watch(): Promise<void> {
    let pauseMs = 100
    while (!stopping.signal.aborted) {
      const startedAt = Date.now()
      const reason = await watchOnce().catch((error: unknown) => String(error))
      if (stopping.signal.aborted) return
      if (pbx.state === 'up') {
        log.error({ reason }, 'AMI: the connection to Asterisk is lost')
        pbx = { state: 'down', since: now() }
        known = emptyLiveState
        show()
      } else {
        log.warn({ reason, pauseMs }, 'AMI: Asterisk does not answer')
      }
      pauseMs = Date.now() - startedAt > 10_000 ? 100 : Math.min(pauseMs * 2, longestPauseMs)
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  show()
  const watching = watch()
  return {
    live: liveNow,
    renewTrunks,
    take(callId, username) {
      if (connected === undefined) return
      takeCaller(connected, callId, username).catch((error: unknown) =>
        log.warn({ error, callId }, 'AMI: a caller could not be taken'),
      )
    },
    takeOut(callId) {
      if (connected === undefined) return
      takePlaceOut(connected, callId).catch((error: unknown) =>
        log.warn({ error, callId }, 'AMI: a place could not be taken out of the queue'),
      )
    },
    giveBack: (username) => lostLegs?.closed(username),
    async stop() {
      stopping.abort()
      await watching
    },
  }
}
