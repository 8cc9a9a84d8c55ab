/**
 * Loaded into the product under attack (`--import`): says over a Unix socket what its main thread and memory did since
 * it was asked last. The time between two turns of the loop would blame a busy machine on the product, so a stall is
 * the CPU that the main thread burned between two turns.
 */
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { isMainThread } from 'node:worker_threads'

const file = process.env['ATTACK_PROBE'] ?? ''
const turnMs = 5
const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

// the threads of the product load this too, and must not take its place
if (isMainThread) watch()

function watch(): void {
  let burned = cpuMs()
  let maxStallMs = 0
  let peakRss = 0
  setInterval(() => {
    const now = cpuMs()
    maxStallMs = Math.max(maxStallMs, now - burned)
    burned = now
    peakRss = Math.max(peakRss, process.memoryUsage.rss())
  }, turnMs).unref()

  rmSync(file, { force: true })
  createServer((socket) => {
    socket.on('error', () => socket.destroy())
    const stall = maxStallMs
    globalThis.gc?.()
    globalThis.gc?.()
    const { heapUsed, external, rss } = process.memoryUsage()
    socket.end(JSON.stringify({ stallMs: stall, live: heapUsed + external, rss, peakRss }))
    // the collection itself is no stall of the product's
    burned = cpuMs()
    maxStallMs = 0
    peakRss = 0
  })
    .listen(file)
    .unref()
}
