import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { fromAlaw, toAlaw } from '#sip/sound/alaw.ts'
import { sine } from '#sip/sound/sine.ts'

/** The sound of one call at the far end of a trunk: says a tone, keeps what it hears (RFC 3550, PCMA). */
export interface NetworkSound {
  port: number
  /** 16 bit, 8 kHz. */
  heard(): readonly number[]
  close(): void
}

const packetMs = 20

/** Speaks to where the offer's SDP says. */
export async function openNetworkSound(address: string, hertz: number, offer: string): Promise<NetworkSound> {
  const [, host = '127.0.0.1'] = /^c=IN IP4 (\S+)/m.exec(offer) ?? []
  const [, port = '0'] = /^m=audio (\d+)/m.exec(offer) ?? []
  const socket = createSocket('udp4')
  const samples: number[] = []
  socket.on('message', (packet) => {
    if ((packet[1] ?? 0) % 128 === 8) samples.push(...Array.from(packet.subarray(12), fromAlaw))
  })
  socket.bind(0, address)
  await once(socket, 'listening')
  const tone = Uint8Array.from(sine(hertz, 1), toAlaw)
  let count = 0
  const timer = setInterval(() => {
    const header = Buffer.alloc(12)
    header.writeUInt16BE(0x80_08, 0)
    header.writeUInt16BE(count % 65_536, 2)
    header.writeUInt32BE(count * 160, 4)
    header.writeUInt32BE(1, 8)
    const from = (count * 160) % tone.length
    count++
    socket.send(Buffer.concat([header, tone.subarray(from, from + 160)]), Number(port), host)
  }, packetMs)
  return {
    port: socket.address().port,
    heard: () => samples,
    close() {
      clearInterval(timer)
      socket.close()
    },
  }
}
