import { mkdir, mkdtemp, readFile, readdir, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readWav } from '#sip/sound/wav.ts'
import { makeShare, queueAnnouncements, queueWords } from './queue-words.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vakhta-share-'))
  for (const name of ['documentation', 'moh', 'sounds/en'])
    await mkdir(join(root, 'usr/share/asterisk', name), { recursive: true })
})
afterEach(() => rm(root, { recursive: true, force: true }))

/** As Asterisk's ast_say_number_full_ru names the parts of a number under a hundred. */
function partsOf(number: number): string[] {
  if (number < 20) return [`digits/${number}`]
  const rest = number % 10
  return [`digits/${number - rest}`, ...(rest === 0 ? [] : partsOf(rest))]
}

describe('words of the queue', () => {
  it('are there for every sound that the queue asks for, and every number of two digits', () => {
    const asked = [...queueAnnouncements.matchAll(/^queue-\w+ = (\S+)$/gm)].map(([, name]) => name)
    expect(asked.length).toBeGreaterThan(2)
    for (const name of asked) expect(queueWords, name).toHaveProperty([`ru/${name}`])
    for (let number = 0; number < 100; number++)
      for (const name of partsOf(number)) expect(queueWords, name).toHaveProperty([`ru/${name}`])
    expect(partsOf(25).map((name) => queueWords[`ru/${name}`])).toEqual(['двадцать.', 'пять.'])
  })

  it('stand before silence, beside all else of the system', async () => {
    const paths = { shareDir: '/srv/a/share', promptsDir: '/srv/a/prompts' }
    const seen = (path: string): string => join(root, path)
    // a second start finds it there
    for (let n = 0; n < 2; n++) await makeShare(paths, seen)
    const share = seen(paths.shareDir)
    expect((await readdir(share)).toSorted()).toEqual(['documentation', 'moh', 'sounds'])
    expect((await readdir(join(share, 'sounds'))).toSorted()).toEqual(['digits', 'queue', 'ru'])
    // app_queue asks for the neuter
    for (const form of ['5', '5n'])
      expect(await readlink(join(share, `sounds/ru/digits/${form}.wav`))).toBe(
        '/srv/a/prompts/ru/digits/5.wav',
      )
    for (const name of [...Object.keys(queueWords), 'digits/700n', 'digits/2n']) {
      const file = join(share, 'sounds', `${name.replace(/^ru\//, '')}.wav`)
      expect(readWav(await readFile(file)).samples.every((sample) => sample === 0)).toBe(true)
    }
  })
})
