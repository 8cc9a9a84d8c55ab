import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Debian packages that the tests use, each with a program that shows it is there. */
const packages: Record<string, string> = {
  chromium: '/usr/bin/chromium',
  'sip-tester': '/usr/bin/sipp',
  mmdebstrap: '/usr/bin/mmdebstrap',
  'espeak-ng': '/usr/bin/espeak-ng',
  'redis-server': '/usr/bin/redis-server',
  memcached: '/usr/bin/memcached',
  'nginx-light': '/usr/sbin/nginx',
  openssl: '/usr/bin/openssl',
}

/**
 * Installs what is missing with apt, as root or through a sudo that asks no password.
 * Answers null when everything is there, or one sentence that says what to do.
 */
export function installPackages(): string | null {
  const wanted = absent()
  if (wanted.length === 0) return null
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = (...args: string[]) => {
    const [command = 'apt-get', ...rest] = [...sudo, 'apt-get', ...args]
    console.log(`$ ${[command, ...rest].join(' ')}`)
    return spawnSync(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status
  }
  // an old package list names files that the mirror no longer has, so it is renewed first
  if (apt('update', '-q') === 0) apt('install', '-y', '-q', '--no-install-recommends', ...wanted)
  const still = absent()
  if (still.length === 0) return null
  return `The tests need Debian packages that could not be installed. Run as root: apt-get install ${still.join(' ')}`
}

const absent = (): string[] =>
  Object.entries(packages)
    .filter(([, program]) => !existsSync(program))
    .map(([name]) => name)
