import { asteriskEnv } from '#server/testing/asterisk/asterisk-env.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startTestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { createTestDatabase } from '#server/testing/database/database.ts'
import { startProduct } from '#server/testing/product/product.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { shareOfTone } from '#sip/testing/tone.ts'
import { resident, type OpenWorld } from './world.ts'

/** The product on a real Asterisk 22; the caller is SIPp with a tone of 440 Hz on the trunk. */
export const asteriskWorld: OpenWorld = async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'vakhta-world-'))
  const database = await createTestDatabase()
  const asterisk = await startTestAsterisk({
    databaseUrl: database.url,
    log: quietLog,
    queue: { ringSeconds: 30 },
  })
  let stopped: Promise<void> | null = null
  const stopPbx = (): Promise<void> => (stopped ??= asterisk.stop())
  const product = await startProduct({
    env: {
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      DEMO: '1',
      ...asteriskEnv(asterisk),
      ANNOUNCEMENTS_DIR: asterisk.running.announcementsDir,
    },
  })
  return {
    origin: product.origin,
    knex: database.knex,
    ledger: { file: asterisk.running.celFile, source: 'asterisk' },
    sipServer: asterisk.webSocket,
    async call(seconds = 25) {
      const run = await asterisk.call({ number: resident.number, seconds })
      return {
        // SIPp does not measure; the recording is checked for both voices when the call is over
        hearsTheOperator: async () => {},
        // SIPp hangs up by itself after its seconds, and is content only when the whole scenario went well
        hangUp: () => run.done,
        // a BYE from the PBX is an error to this scenario, and the end all the same
        ended: () => run.done.catch(() => undefined),
        async checkRecording(supervisor, callId) {
          const answer = await supervisor.request.get(
            `${product.origin}/api/calls/${encodeURIComponent(callId)}/recording`,
          )
          if (answer.status() !== 200) throw new Error(`the recording was answered with ${answer.status()}`)
          const samples = pcmOf(await answer.body())
          const shares = tenthsOf(samples).map((tenth) => shareOfTone(tenth, 440, 8000, 0.1))
          if (Math.max(...shares) < 0.9)
            throw new Error(`the caller’s tone is at most ${Math.max(...shares)} of the recording`)
          // the operator's (fake) microphone beeps on top of the tone
          if (Math.min(...shares.filter((share) => share > 0)) > 0.9)
            throw new Error('nothing but the caller is in the recording')
        },
      }
    },
    stopPbx,
    async close() {
      await product.stop()
      await stopPbx()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Tenths of a second: between the microphone's beeps there is the tone alone. */
const tenthsOf = (samples: Int16Array): Int16Array[] =>
  Array.from({ length: Math.floor(samples.length / 800) }, (_, index) =>
    samples.subarray(index * 800, (index + 1) * 800),
  )

/** 16-bit samples of a WAV file; the header of what MixMonitor writes has 44 bytes. */
const pcmOf = (wav: Buffer): Int16Array =>
  new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length - (wav.length % 2)))
