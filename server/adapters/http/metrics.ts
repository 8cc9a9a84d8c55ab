import { Registry } from 'prom-client'
import type { Deps } from '#server/app/deps.ts'

export interface Metrics {
  registry: Registry
}

/** Prometheus metrics of one process; built once and handed to createHttpApp and createRealtime. */
export function createMetrics(_deps: Deps): Metrics {
  return { registry: new Registry() }
}
