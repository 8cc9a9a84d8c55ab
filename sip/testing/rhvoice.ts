import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { debianMirror } from '#sip/asterisk/root.ts'
import { rhvoiceVoices } from '#sip/speech/rhvoice.ts'

const run = promisify(execFile)
const packages = ['rhvoice', 'rhvoice-russian']

/** Of who runs the engine. */
export interface RhvoiceEnvironment {
  PATH: string
  RHVOICE_DATA_PATH: string
}

/**
 * RHVoice for tests: Debian's own packages of its section non-free, unpacked beside what is installed, so that nothing of
 * the machine changes. Answers what a process is told of it. Made once (about ten seconds, 107 MB) and kept in `cacheDir`.
 * @throws Error with one sentence where it cannot be had
 */
export async function obtainRhvoice(cacheDir = '.cache/rhvoice'): Promise<RhvoiceEnvironment> {
  const home = resolve(cacheDir)
  const found = {
    PATH: `${join(home, 'bin')}:${process.env['PATH'] ?? ''}`,
    RHVOICE_DATA_PATH: join(home, 'root/usr/share/RHVoice'),
  }
  const isMade = (): boolean => existsSync(join(home, 'bin/RHVoice-test'))
  if (isMade()) return found
  const making = `${home}.${process.pid}.part`
  try {
    await rm(making, { recursive: true, force: true })
    await unpack(making)
    await keepAllowedVoices(join(making, 'root/usr/share/RHVoice/voices'))
    await writeProgram(making, home)
    await rename(making, home)
  } catch (cause) {
    await rm(making, { recursive: true, force: true })
    if (isMade()) return found
    throw new Error(`RHVoice (Debian: ${packages.join(', ')}, section non-free) could not be obtained`, {
      cause,
    })
  }
  return found
}

/** By apt with lists of its own: the sources of the machine, which may have no non-free, stay as they are. */
async function unpack(into: string): Promise<void> {
  const mirror = await debianMirror()
  const suite = /^VERSION_CODENAME=(\w+)/m.exec(await readFile('/etc/os-release', 'utf8'))?.[1]
  if (mirror === null || suite === undefined) throw new Error('this is no Debian with a mirror')
  const apt = join(into, 'apt')
  for (const folder of ['etc/apt.conf.d', 'lists/partial', 'cache/archives/partial'])
    await mkdir(join(apt, folder), { recursive: true })
  await mkdir(join(into, 'root'))
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
  const signed = existsSync(keyring) ? `[signed-by=${keyring}] ` : ''
  await writeFile(join(apt, 'sources.list'), `deb ${signed}${mirror} ${suite} main non-free\n`)
  const options = {
    'Dir::Etc::sourcelist': join(apt, 'sources.list'),
    'Dir::Etc::sourceparts': '/nonexistent',
    'Dir::State::lists': join(apt, 'lists'),
    'Dir::Cache': join(apt, 'cache'),
    'APT::Sandbox::User': '',
    // nothing is installed
    'Debug::NoLocking': 'true',
    // a mirror that is a snapshot has lists whose time is over
    'Acquire::Check-Valid-Until': 'false',
  }
  const given = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`])
  const bounds = { timeout: 300_000, maxBuffer: 1e8 }
  await run('apt-get', [...given, '-q', 'update'], bounds)
  const install = ['install', '--download-only', '--no-install-recommends', '-y', '-q', ...packages]
  await run('apt-get', [...given, ...install], bounds)
  const archives = join(apt, 'cache/archives')
  for (const name of await readdir(archives))
    if (name.endsWith('.deb')) await run('dpkg-deb', ['-x', join(archives, name), join(into, 'root')], bounds)
  await rm(apt, { recursive: true })
}

/** What may not be used commercially is not kept either. */
async function keepAllowedVoices(folder: string): Promise<void> {
  const allowed = rhvoiceVoices.map((voice) => voice.toLowerCase())
  for (const voice of await readdir(folder))
    if (!allowed.includes(voice)) await rm(join(folder, voice), { recursive: true })
}

/** The program, told where its libraries, voices and settings are. */
async function writeProgram(making: string, home: string): Promise<void> {
  const root = join(home, 'root')
  const [library = ''] = (await readdir(join(making, 'root/usr/lib'))).filter((name) =>
    name.endsWith('-linux-gnu'),
  )
  const program = join(making, 'bin/RHVoice-test')
  await mkdir(dirname(program))
  await writeFile(
    program,
    [
      '#!/bin/sh',
      `export LD_LIBRARY_PATH='${root}/usr/lib/${library}'`,
      `export RHVOICE_DATA_PATH='${root}/usr/share/RHVoice' RHVOICE_CONFIG_PATH='${root}/etc/RHVoice'`,
      `exec '${root}/usr/bin/RHVoice-test' "$@"`,
      '',
    ].join('\n'),
  )
  await chmod(program, 0o755)
}
