import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Log } from '#server/ports.ts'
import { createInTurn } from './in-turn.ts'
import { refuseUpgrade } from './refuse-upgrade.ts'
import { requestTarget } from './request-target.ts'

/** Takes the connection of an upgrade request over. What it throws costs that connection and nothing else. */
export type UpgradeDoor = (req: IncomingMessage, socket: Duplex, head: Buffer) => void | Promise<void>

export interface Upgrades {
  /** Cuts every connection that a door took: server.close() would wait for them. */
  cutAll(): void
}

/** All upgrade requests of a server, by exact path; the other paths are told 404. */
export function serveUpgrades(
  server: Server,
  doors: Readonly<Record<string, UpgradeDoor>>,
  log: Log,
): Upgrades {
  const upgraded = new Set<Duplex>()
  const byPath = new Map(Object.entries(doors))
  const inTurn = createInTurn()

  // After the upgrade Node's own listener is gone: a peer's reset between two listeners of ours would be an
  // exception that nobody caught, so this one stays for as long as the connection does.
  server.on('connection', (socket) => socket.on('error', () => socket.destroy()))

  const open = async (req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const door = byPath.get(requestTarget(req).path)
    if (!door) return refuseUpgrade(socket, 404)
    upgraded.add(socket)
    socket.once('close', () => upgraded.delete(socket))
    await door(req, socket, head)
  }
  server.on('upgrade', (req, socket, head) =>
    inTurn(() => {
      if (socket.destroyed) return
      open(req, socket, head).catch((error: unknown) => {
        log.error({ err: error }, 'an upgrade failed')
        socket.destroy()
      })
    }),
  )
  return {
    cutAll() {
      for (const socket of upgraded) socket.destroy()
    },
  }
}
