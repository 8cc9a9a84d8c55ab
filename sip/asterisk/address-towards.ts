import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { networkInterfaces } from 'node:os'

/**
 * Our own address on the way to `host`, with its mask; nothing is sent. Throws when `host` is not known, or when the
 * way to it begins at no interface of ours.
 */
export async function addressTowards(host: string): Promise<{ address: string; netmask: string }> {
  if (host === '') throw new Error('no host to find the way to')
  const target = await lookup(host, { family: 4 })
  const socket = createSocket('udp4')
  const address = await new Promise<string>((resolve, reject) => {
    socket.once('error', reject)
    socket.connect(9, target.address, () => resolve(socket.address().address))
  }).finally(() => socket.close())
  const own = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.address === address)
  if (own === undefined) throw new Error(`no interface has the address ${address}`)
  return { address, netmask: own.netmask }
}
