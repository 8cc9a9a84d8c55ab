import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { SipLog } from '../live.ts'

/** No Asterisk can be had here; the message is one sentence for a person. */
export class NoAsterisk extends Error {}

export interface ObtainAsteriskOptions {
  /** Where the root is kept between runs, e.g. `.cache/asterisk-root`. */
  cacheDir: string
  log: SipLog
  /** Of this process; as options so that tests need no root. */
  isRoot?: boolean
}

const run = promisify(execFile)
const leastMajor = 22
/** Music for who waits; without it callers hear silence. */
const packages = ['asterisk', 'asterisk-moh-opsound-wav', 'ca-certificates']

/**
 * Where Asterisk is to be run: null for the system's own (22 or newer on PATH), or the folder of a Debian sid root,
 * made once (about a minute, 350 MB) and kept. Throws NoAsterisk with one sentence where neither can be.
 */
export async function obtainAsterisk(options: ObtainAsteriskOptions): Promise<string | null> {
  const { log, isRoot = process.getuid?.() === 0 } = options
  const version = await asteriskVersion(null)
  const own = version === null ? null : Number.parseInt(version, 10)
  if (own !== null && own >= leastMajor) return null
  const root = resolve(options.cacheDir)
  if (existsSync(join(root, 'usr/sbin/asterisk'))) {
    if (!isRoot)
      throw new NoAsterisk(`Asterisk in ${root} can only be started by root: run this command as root.`)
    return root
  }
  const found = own === null ? 'There is no Asterisk here' : `Asterisk ${own} is older than ${leastMajor}`
  if (!isRoot)
    throw new NoAsterisk(
      `${found}, and only root can make one: run this as root or install Asterisk ${leastMajor}.`,
    )
  if (!existsSync('/etc/debian_version'))
    throw new NoAsterisk(`${found}, and this is no Debian: install Asterisk ${leastMajor} or newer.`)
  await installMmdebstrap(log)
  await build(root, log)
  return root
}

/** As Asterisk calls itself, e.g. `22.5.2`, in the root that `obtainAsterisk` gave; null when it does not say. */
export async function asteriskVersion(root: string | null): Promise<string | null> {
  const [command, args]: [string, string[]] =
    root === null ? ['asterisk', ['-V']] : ['chroot', [root, 'asterisk', '-V']]
  try {
    const { stdout } = await run(command, args)
    return /Asterisk (?:certified-)?(\S+)/.exec(stdout)?.[1] ?? null
  } catch {
    return null
  }
}

async function installMmdebstrap(log: SipLog): Promise<void> {
  if (existsSync('/usr/bin/mmdebstrap')) return
  log.info({}, 'installing mmdebstrap')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    await run('apt-get', ['update', '-qq'], { env, maxBuffer: 1e8 })
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'mmdebstrap'], {
      env,
      maxBuffer: 1e8,
    })
  } catch (cause) {
    throw new NoAsterisk('mmdebstrap, which makes a root with Asterisk, could not be installed by apt-get.', {
      cause,
    })
  }
}

async function build(root: string, log: SipLog): Promise<void> {
  const mirror = await debianMirror()
  if (mirror === null)
    throw new NoAsterisk(
      `The apt sources of this machine name no Debian mirror to take Asterisk from: install Asterisk ${leastMajor}.`,
    )
  const making = `${root}.part`
  await rm(making, { recursive: true, force: true })
  await mkdir(dirname(root), { recursive: true })
  log.info({ root, mirror }, 'making a Debian sid root with Asterisk; this takes about a minute')
  try {
    await run(
      'mmdebstrap',
      [
        ...['--variant=apt', `--include=${packages.join(',')}`],
        // a mirror that is a snapshot has lists whose time is over
        ...['--aptopt=Acquire::Check-Valid-Until "false"', 'sid', making, `deb ${mirror} sid main`],
      ],
      { maxBuffer: 1e8, timeout: 900_000 },
    )
    await rename(making, root)
  } catch (cause) {
    await rm(making, { recursive: true, force: true })
    throw new NoAsterisk(
      `A root with Asterisk could not be made from ${mirror}; see the log of mmdebstrap above.`,
      {
        cause,
      },
    )
  }
}

/** The mirror of this machine's own apt sources, of both their forms; null when they name none. */
export async function debianMirror(folder = '/etc/apt'): Promise<string | null> {
  const parts = await readdir(join(folder, 'sources.list.d')).catch(() => [])
  const files = [join(folder, 'sources.list'), ...parts.map((name) => join(folder, 'sources.list.d', name))]
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => '')
    for (const line of text.split('\n')) {
      const uri = /^\s*(?:deb\s+(?:\[[^\]]*\]\s+)?|URIs:\s*)((?:https?|file):\S+)/.exec(line)?.[1]
      // the security archive has no sid
      if (uri && !/security|ports/.test(uri)) return uri.replace(/\/$/, '')
    }
  }
  return null
}
