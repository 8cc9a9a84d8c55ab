import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '#server/platform/db/connection/connect.ts'
import { appendToJournal } from '#server/platform/db/journal.ts'
import { createStore } from '#server/store.ts'
import { demoPassword } from '#server/testing/people/demo-password.ts'
import { signIn } from '../call-to-board/boards.ts'
import { startServer, type BenchServer } from '../child.ts'
import { openCountedBoards, type CountedBoards } from './boards.ts'
import { Answer, type Order } from './orders.ts'
import { changeOf, liveOf } from './payload.ts'

/** A server with its boards, and how something happens there. */
export interface Side {
  boards: CountedBoards
  heapBytesEach: number
  change(n: number): Promise<unknown>
  live(n: number): Promise<unknown>
  /** Microseconds so far, of the serving process alone. */
  cpu(): Promise<number>
  stop(): Promise<void>
}

const at = (name: string) => new URL(name, import.meta.url)
const ask = async (server: BenchServer, order: Order): Promise<number> =>
  Answer.parse(await server.ask(order)).value

/** The web service; changes are written to its database by this process, as by another replica. */
export async function openProduct(dataDir: string, count: number): Promise<Side> {
  const server = await startServer(at('product.ts'), {
    DATA_DIR: dataDir,
    PORT: '0',
    DEMO: '1',
    SERVICES: 'web',
    LOG_LEVEL: 'error',
  })
  const port = Number(server.ready['port'])
  const session = await signIn(`http://127.0.0.1:${port}`, 'dispatcher1', demoPassword)
  const knex = connect({ url: String(server.ready['databaseUrl']), max: 2 })
  const store = createStore(knex)
  const side = await withBoards(server, (some) => openCountedBoards(port, session, some), count)
  return {
    ...side,
    change: async (n) => void (await appendToJournal(knex, [changeOf(n)], new Date())),
    live: (n) => store.repositories.liveState.write(liveOf(n), new Date()),
    async stop() {
      await knex.destroy()
      await side.stop()
    },
  }
}

/** Socket.IO as it comes, handing out the same from memory. */
export async function openStock(count: number): Promise<Side> {
  const server = await startServer(at('stock.ts'), {})
  const port = Number(server.ready['port'])
  return {
    ...(await withBoards(server, (some) => openCountedBoards(port, null, some), count)),
    change: (n) => ask(server, { kind: 'change', n }),
    live: (n) => ask(server, { kind: 'live', n }),
  }
}

async function withBoards(
  server: BenchServer,
  open: (count: number) => Promise<CountedBoards>,
  count: number,
): Promise<Omit<Side, 'change' | 'live'>> {
  // what the first boards bring into being once is no board's share
  const first = await open(100)
  first.close()
  await pause(1000)
  const before = await ask(server, { kind: 'heap' })
  const boards = await open(count)
  await pause(1000)
  return {
    boards,
    heapBytesEach: ((await ask(server, { kind: 'heap' })) - before) / count,
    cpu: () => ask(server, { kind: 'cpu' }),
    async stop() {
      boards.close()
      await server.stop()
    },
  }
}
