import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { asteriskVersion, debianMirror } from './root.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vakhta-apt-'))
  await mkdir(join(folder, 'sources.list.d'))
})
afterEach(() => rm(folder, { recursive: true }))

it('takes the mirror of a one-line source, past the security archive', async () => {
  await writeFile(
    join(folder, 'sources.list'),
    'deb http://mirror.test/debian-security bookworm-security main\ndeb [signed-by=/k] http://mirror.test/debian/ bookworm main\n',
  )
  expect(await debianMirror(folder)).toBe('http://mirror.test/debian')
})

it('takes the mirror of a deb822 source', async () => {
  await writeFile(
    join(folder, 'sources.list.d', 'debian.sources'),
    'Types: deb\nURIs: https://mirror.test/debian\nSuites: bookworm\nComponents: main\n',
  )
  expect(await debianMirror(folder)).toBe('https://mirror.test/debian')
})

it('knows no mirror of its own when the machine names none', async () => {
  expect(await debianMirror(folder)).toBeNull()
})

it('says the version that Asterisk says, not where it lies', async () => {
  const before = process.env['PATH']
  const stub = join(folder, 'asterisk')
  await writeFile(stub, '#!/bin/sh\necho Asterisk 22.5.2~dfsg+~cs6.15\n')
  await chmod(stub, 0o755)
  process.env['PATH'] = `${folder}:${before ?? ''}`
  try {
    expect(await asteriskVersion(null)).toBe('22.5.2~dfsg+~cs6.15')
    expect(await asteriskVersion(join(folder, 'nowhere'))).toBeNull()
  } finally {
    process.env['PATH'] = before
  }
})
