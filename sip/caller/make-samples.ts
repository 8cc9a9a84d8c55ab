/** Makes the sound files of `samples.ts` with espeak-ng. They are in the repository: only a new text needs this. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { resample } from '#sip/sound/resample.ts'
import { samples } from './samples.ts'
import { encodeUlaw, ulawRate } from '#sip/sound/ulaw.ts'
import { readWav, writeUlawWav } from '#sip/sound/wav.ts'

const folder = new URL('samples/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, { text }] of Object.entries(samples)) {
  const spoken = readWav(
    execFileSync('espeak-ng', ['-v', 'ru', '-s', '155', '-p', '45', '--stdout', text], {
      maxBuffer: 16_000_000,
    }),
  )
  const count = Math.floor(spoken.data.length / 2)
  const sound = Int16Array.from({ length: count }, (_, index) => spoken.data.readInt16LE(index * 2))
  const telephone = resample(sound, spoken.rate, ulawRate)
  writeFileSync(new URL(`${name}.wav`, folder), writeUlawWav(Uint8Array.from(telephone, encodeUlaw)))
  process.stdout.write(`${name}: ${(telephone.length / ulawRate).toFixed(1)} s\n`)
}
