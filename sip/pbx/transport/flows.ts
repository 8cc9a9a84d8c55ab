import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'
import { Flow, type Link } from './flow.ts'
import { HeldBytes } from './held-bytes.ts'
import { Turn } from './turn.ts'

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
  readonly #perAddress = new Map<string, { flows: number; held: HeldBytes }>()
  readonly #held: HeldBytes
  readonly #turn = new Turn()

  constructor(deps: FlowsDeps) {
    this.#deps = deps
    this.#held = new HeldBytes(deps.limits.maxHeldBytes)
  }

  /** Bytes that are held for all of them. */
  get heldBytes(): number {
    return this.#held.bytes
  }

  get size(): number {
    return this.#flows.size
  }

  /** May one more come from this address? */
  hasRoom(address: string): boolean {
    const { maxFlows, maxFlowsPerAddress } = this.#deps.limits
    return this.#flows.size < maxFlows && (this.#perAddress.get(address)?.flows ?? 0) < maxFlowsPerAddress
  }

  open(link: Link, address: string): FlowHandle {
    const { clock, limits, newId, receive, closed } = this.#deps
    const { maxHeldBytesPerAddress, maxHeldBytesPerFlow } = limits
    const here = this.#perAddress.get(address) ?? {
      flows: 0,
      held: new HeldBytes(maxHeldBytesPerAddress, this.#held),
    }
    here.flows++
    this.#perAddress.set(address, here)
    const held = new HeldBytes(maxHeldBytesPerFlow, here.held)
    const flow = new Flow({
      id: newId(),
      address,
      link,
      clock,
      limits,
      held,
      turn: this.#turn,
      receive: (bytes) => receive(flow, bytes),
    })
    this.#flows.add(flow)
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
        here.flows--
        if (here.flows === 0) this.#perAddress.delete(address)
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
