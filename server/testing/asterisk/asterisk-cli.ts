import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { RunningAsterisk } from '#sip/asterisk/run-asterisk.ts'
import { readWav } from '#sip/sound/wav.ts'
import { until } from '../product/product.ts'

const run = promisify(execFile)

/** One command of Asterisk's own console. */
export async function asteriskCli(running: RunningAsterisk, command: string): Promise<string> {
  // a root ends where its folder for us begins (run-asterisk.ts)
  const at = running.dataDir.indexOf('/srv/vakhta/')
  const inside = at < 0 ? running.dataDir : running.dataDir.slice(at)
  const asked = ['-C', join(inside, 'etc/asterisk.conf'), '-rx', command]
  const { stdout } =
    at < 0
      ? await run('asterisk', asked)
      : await run('chroot', [running.dataDir.slice(0, at), 'asterisk', ...asked])
  return stdout
}

/** Names of the channels of an endpoint, oldest first: `trunk`, `op-1`. */
export async function channelsOf(running: RunningAsterisk, endpoint: string): Promise<string[]> {
  const lines = (await asteriskCli(running, 'core show channels concise')).split('\n')
  return lines.map((line) => line.split('!')[0] ?? '').filter((name) => name.startsWith(`PJSIP/${endpoint}-`))
}

/** What one party of a call says and hears, as Asterisk receives from it and sends to it. */
export interface Ear {
  /** The next so many seconds of what the party hears from now on. */
  hears(seconds: number): Promise<Int16Array>
  /** Everything that it heard since the ear was laid on. */
  heard(): Promise<Int16Array>
  /** The next so many seconds of what it says. */
  says(seconds: number): Promise<Int16Array>
}

let ears = 0

export async function layEar(running: RunningAsterisk, channel: string): Promise<Ear> {
  const name = `ear-${++ears}`
  const at = running.dataDir.indexOf('/srv/vakhta/')
  const inside = at < 0 ? running.dataDir : running.dataDir.slice(at)
  const file = (kind: string, base: string): string => join(base, 'recordings', `${name}-${kind}.wav`)
  await asteriskCli(
    running,
    `mixmonitor start ${channel} ${file('all', inside)},r(${file('said', inside)})t(${file('heard', inside)})`,
  )
  const read = (kind: string): Promise<Int16Array> =>
    readFile(file(kind, running.dataDir)).then(
      // Asterisk writes the length at the end
      (data) => readWav(Buffer.from(data.fill(0, 40, 44))).samples,
      () => new Int16Array(),
    )
  const next = async (kind: string, seconds: number): Promise<Int16Array> => {
    const from = (await read(kind)).length
    const size = Math.round(seconds * 8000)
    await until(async () => (await read(kind)).length >= from + size, 20_000, `${seconds} s of sound`)
    return (await read(kind)).subarray(from, from + size)
  }
  return {
    hears: (seconds) => next('heard', seconds),
    heard: () => read('heard'),
    says: (seconds) => next('said', seconds),
  }
}
