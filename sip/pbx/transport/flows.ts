import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'
import { Flow, type Link } from './flow.ts'

/** What the owner of a link calls. */
export interface FlowHandle {
  receive(bytes: Uint8Array): void
  closed(): void
}

export interface FlowsDeps {
  clock: Clock
  limits: Limits
  newId: () => string
  receive: (flow: Flow, bytes: Uint8Array) => void
  closed: (flow: Flow) => void
}

/** All flows, counted in total and by address. */
export class Flows {
  readonly #deps: FlowsDeps
  readonly #flows = new Set<Flow>()
  readonly #perAddress = new Map<string, number>()

  constructor(deps: FlowsDeps) {
    this.#deps = deps
  }

  get size(): number {
    return this.#flows.size
  }

  /** May one more come from this address? */
  hasRoom(address: string): boolean {
    const { maxFlows, maxFlowsPerAddress } = this.#deps.limits
    return this.#flows.size < maxFlows && (this.#perAddress.get(address) ?? 0) < maxFlowsPerAddress
  }

  open(link: Link, address: string): FlowHandle {
    const { clock, limits, newId, receive, closed } = this.#deps
    const flow = new Flow(newId(), address, link, clock, limits, (bytes) => receive(flow, bytes))
    this.#flows.add(flow)
    this.#perAddress.set(address, (this.#perAddress.get(address) ?? 0) + 1)
    const cancelWatch = clock.after(limits.strangerSeconds * 1000, () => {
      if (flow.accounts.size === 0) flow.close(1008, 'not authenticated')
    })
    let isOver = false
    return {
      receive: (bytes) => {
        if (!isOver) flow.take(bytes)
      },
      closed: () => {
        if (isOver) return
        isOver = true
        cancelWatch()
        flow.ended()
        this.#flows.delete(flow)
        const left = (this.#perAddress.get(address) ?? 1) - 1
        if (left > 0) this.#perAddress.set(address, left)
        else this.#perAddress.delete(address)
        closed(flow)
      },
    }
  }

  /** Accounts that authenticated on some flow. */
  accounts(): string[] {
    return [...new Set([...this.#flows].flatMap((flow) => [...flow.accounts]))]
  }

  /** Ends the flows of an account that is no more. */
  closeOf(username: string, reason: string): void {
    for (const flow of this.#flows) if (flow.accounts.has(username)) flow.close(1008, reason)
  }

  closeAll(): void {
    for (const flow of this.#flows) flow.close(1001, 'going away')
  }
}
