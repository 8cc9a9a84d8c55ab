import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import type { Memory } from './attack.ts'

const Reading = z.object({ stallMs: z.number(), live: z.number(), rss: z.number(), peakRss: z.number() })

/** What the probe in the product says of the time since it was asked last. @throws Error when it does not answer */
export async function readProbe(file: string): Promise<Memory & { stallMs: number }> {
  const socket = connect(file)
  socket.setTimeout(60_000, () => socket.destroy(new Error('the probe does not answer')))
  const { stallMs, live, rss, peakRss } = Reading.parse(JSON.parse(await text(socket)))
  const mega = (bytes: number): number => bytes / 1024 / 1024
  return { stallMs, live: mega(live), rss: mega(rss), peakRss: mega(peakRss) }
}
