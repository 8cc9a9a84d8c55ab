/** Makes the sound files of `samples.ts` with espeak-ng. They are in the repository: only a new text needs this. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { resample } from '#sip/sound/resample.ts'
import { samples } from './samples.ts'
import { telephoneRate } from '#sip/sound/sine.ts'
import { readWav, ulawWav } from '#sip/sound/wav.ts'

const folder = new URL('samples/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, { text }] of Object.entries(samples)) {
  const spoken = readWav(
    execFileSync('espeak-ng', ['-v', 'ru', '-s', '155', '-p', '45', '--stdout', text], {
      maxBuffer: 16_000_000,
    }),
  )
  const telephone = resample(spoken.samples, spoken.rate, telephoneRate)
  writeFileSync(new URL(`${name}.wav`, folder), ulawWav(telephone))
  process.stdout.write(`${name}: ${(telephone.length / telephoneRate).toFixed(1)} s\n`)
}
