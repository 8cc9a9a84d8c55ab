import { setTimeout as pause } from 'node:timers/promises'
import v8 from 'node:v8'
import vm from 'node:vm'
import { z } from 'zod'

/** What the load asks of a server under test; each is answered. */
export const Order = z.discriminatedUnion('kind', [
  /** Microseconds of CPU of this process so far, user and system. */
  z.object({ kind: z.literal('cpu') }),
  /** Bytes of the heap in use after the garbage is collected. */
  z.object({ kind: z.literal('heap') }),
  /** Hand out change or live state number `n`; the product learns of them from its database. */
  z.object({ kind: z.literal('change'), n: z.number() }),
  z.object({ kind: z.literal('live'), n: z.number() }),
])
export type Order = z.infer<typeof Order>

export const Answer = z.object({ value: z.number() })

/** Follows the load's orders until it is gone. */
export function serveOrders(emit?: { change: (n: number) => void; live: (n: number) => void }): void {
  const follow = async (order: Order): Promise<number> => {
    switch (order.kind) {
      case 'cpu': {
        const { user, system } = process.cpuUsage()
        return user + system
      }
      case 'heap':
        return heapInUse()
      case 'change':
      case 'live':
        emit?.[order.kind](order.n)
        return order.n
    }
  }
  process.on('message', (message) => {
    void follow(Order.parse(message)).then((value) => process.send?.({ value }))
  })
}

async function heapInUse(): Promise<number> {
  v8.setFlagsFromString('--expose-gc')
  const collect: () => void = vm.runInNewContext('gc')
  for (let n = 0; n < 3; n++) {
    collect()
    await pause(100)
  }
  return process.memoryUsage().heapUsed
}
