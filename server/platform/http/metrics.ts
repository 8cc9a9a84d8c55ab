import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Deps } from '#server/deps.ts'

export interface Metrics {
  registry: Registry
  /** Labels method, route (pattern, not path), status; seconds. */
  http: Histogram<'method' | 'route' | 'status'>
  sockets: Gauge
  /** Sockets cut, by reason: slow, signedOut. */
  socketsCut: Counter<'reason'>
  /** Tells how many journal entries this process has not pushed yet; asked at every scrape. */
  watchPushLag: (lag: () => number) => void
}

/** Prometheus metrics of one process; built once and handed to createHttpApp and createRealtime. */
export function createMetrics(deps: Deps): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const { calls, callEvents, liveState } = deps.store.repositories

  new Gauge({
    name: 'vakhta_calls',
    help: 'Calls that are not over, by state',
    labelNames: ['state'],
    registers,
    async collect() {
      const live = await calls.live().catch(() => null)
      this.reset()
      if (live === null) return
      for (const state of ['ringing', 'talking'])
        this.set({ state }, live.filter((call) => call.state === state).length)
    },
  })
  new Gauge({
    name: 'vakhta_ledger_delay_seconds',
    help: 'How long after it happened the newest event of the PBX was received',
    registers,
    async collect() {
      const delay = await callEvents.newestDelaySeconds().catch(() => null)
      this.reset()
      if (delay !== null) this.set(delay)
    },
  })

  const trunks = async () => (await liveState.read().catch(() => null))?.trunks ?? []
  new Gauge({
    name: 'vakhta_trunk_up',
    help: 'Trunks by their number: 1 reachable, 0 not, absent when it is not known',
    labelNames: ['trunk'],
    registers,
    async collect() {
      this.reset()
      for (const { id, state } of await trunks())
        if (state !== 'unknown') this.set({ trunk: id }, state === 'up' ? 1 : 0)
    },
  })
  new Gauge({
    name: 'vakhta_trunk_calls',
    help: 'Calls over each trunk now',
    labelNames: ['trunk'],
    registers,
    async collect() {
      this.reset()
      for (const { id, calls: now } of await trunks()) this.set({ trunk: id }, now)
    },
  })

  return {
    registry,
    http: new Histogram({
      name: 'vakhta_http_seconds',
      help: 'Time to answer a request, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    sockets: new Gauge({ name: 'vakhta_sockets', help: 'Connected boards and consoles', registers }),
    socketsCut: new Counter({
      name: 'vakhta_sockets_cut_total',
      help: 'Sockets that we cut, by reason',
      labelNames: ['reason'],
      registers,
    }),
    watchPushLag(lag) {
      new Gauge({
        name: 'vakhta_journal_lag',
        help: 'Journal entries that this process has not pushed yet',
        registers,
        collect() {
          this.set(lag())
        },
      })
    },
  }
}
