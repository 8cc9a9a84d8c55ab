import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { access, copyFile, mkdir, open, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { SipLog } from '../live.ts'
import { renderConfig, type AsteriskPorts, type Trunk } from './render-config.ts'
import { fullyBooted } from './ready.ts'
import { prepareMusic } from './sounds/music.ts'
import { makeShare } from './sounds/queue-words.ts'
import { makePrompts } from './speech.ts'
import type { Speech } from '#sip/speech/engine.ts'

export interface StartAsteriskOptions {
  /** The root to run in (chroot, see root.ts); null: the system's own Asterisk. */
  root: string | null
  /** Own folder of this Asterisk; several run side by side with different folders and ports. */
  dataDir: string
  /** PostgreSQL as Asterisk's own role sees it (install-views.ts). */
  database: { host: string; port: number; name: string; user: string; password: string }
  ports: AsteriskPorts
  trunk: Trunk
  queue: { number: string; name: string; ringSeconds: number; maxWaitSeconds: number; wrapUpSeconds: number }
  amiUser: string
  amiSecret: string
  /** Of the account `<amiUser>-robot`. */
  robotSecret: string
  speech: Speech
  log: SipLog
  /** Calls of one number through the trunk in ten minutes. Default 12. */
  callsPerNumber?: number
  /** Are callers told their place in the queue? Default true. */
  saysPlace?: boolean
  /** False: callers hear no greeting (tests that count seconds). */
  withPrompts?: boolean
}

export interface RunningAsterisk {
  pid: number
  ports: AsteriskPorts
  /** Files and folders as we see them, wherever Asterisk runs. */
  celFile: string
  recordingsDir: string
  /** Put spoken shutdowns here (ANNOUNCEMENTS_DIR). */
  announcementsDir: string
  /** A folder of it: the prompts of the dialplan. */
  promptsDir: string
  logFile: string
  /** Everything of this Asterisk: may be removed when it is stopped for good. */
  dataDir: string
  /** Was it running already and is kept? */
  isAdopted: boolean
  /** Ends it in order; calls are cut. */
  stop(): Promise<void>
  /** SIGKILL. */
  kill(): Promise<void>
}

const readyWithinMs = 30_000

/**
 * Starts Asterisk in a session of its own, so that it and its calls outlive this process, and waits until AMI
 * answers. One that runs in the same folder already, with the same set-up, is adopted with its ports. Throws with the end of its log otherwise.
 */
export async function startAsterisk(options: StartAsteriskOptions): Promise<RunningAsterisk> {
  const { root, log } = options
  // inside a root there is no way out to dataDir, so the folder lives in the root, under a name made of dataDir
  const name = createHash('sha256').update(resolve(options.dataDir)).digest('hex').slice(0, 12)
  const inside = root === null ? resolve(options.dataDir) : `/srv/vakhta/${name}`
  const outside = root === null ? inside : join(root, inside)
  const paths = {
    etcDir: join(inside, 'etc'),
    dataDir: inside,
    logDir: join(inside, 'log'),
    runDir: join(inside, 'run'),
    recordingsDir: join(inside, 'recordings'),
    celFile: join(inside, 'log', 'cel-custom', 'cel.json'),
    promptsDir: join(inside, 'announcements/prompts'),
    shareDir: join(inside, 'share'),
    musicDir: join(inside, 'announcements/music'),
    announcementsDir: join(inside, 'announcements'),
  }
  const ami = {
    host: '127.0.0.1',
    port: options.ports.ami,
    username: options.amiUser,
    secret: options.amiSecret,
  }
  const seen = (path: string): string => (root === null ? path : join(root, path))
  const runFile = join(outside, 'running.json')
  const logFile = join(outside, 'log', 'console.log')

  for (const folder of ['run', 'db', 'keys/keys', 'spool', 'recordings', 'announcements', 'log/cel-custom'])
    await mkdir(join(outside, folder), { recursive: true, mode: 0o750 })

  const handle = (pid: number, ports: AsteriskPorts, isAdopted: boolean): RunningAsterisk => ({
    pid,
    ports,
    celFile: seen(paths.celFile),
    recordingsDir: seen(paths.recordingsDir),
    announcementsDir: seen(paths.announcementsDir),
    promptsDir: seen(paths.promptsDir),
    logFile,
    dataDir: outside,
    isAdopted,
    stop: () => end(pid, 'SIGTERM', runFile, log),
    kill: () => end(pid, 'SIGKILL', runFile, log),
  })

  // names of this host are asked for at every call; a root has no list of its own
  if (root !== null) await copyFile('/etc/hosts', join(root, 'etc/hosts')).catch(() => {})

  // one with the same set-up is kept with its ports; one that reads another database, say, is of no use
  const { ports: asked, database, trunk, queue, amiUser, amiSecret, robotSecret } = options
  const { withPrompts = true, callsPerNumber = 12 } = options
  const setUp = { database, trunk, queue, amiUser, amiSecret, robotSecret, withPrompts, callsPerNumber }
  const isOf = createHash('sha256').update(JSON.stringify(setUp)).digest('hex')
  const running = await readRun(runFile, paths.etcDir)
  if (running && running.setUp === isOf) {
    log.info({ pid: running.pid }, 'Asterisk runs already and is kept')
    await fullyBooted({ ...ami, port: running.ports.ami }, readyWithinMs)
    return handle(running.pid, running.ports, true)
  }
  if (running) {
    log.warn({ pid: running.pid }, 'Asterisk runs with another set-up and is ended')
    await end(running.pid, 'SIGTERM', runFile, log)
  }

  const prompts = !withPrompts ? [] : await makePrompts(seen(paths.promptsDir), options.speech, log)
  await makeShare(paths, seen)
  await prepareMusic(seen(paths.musicDir), seen('/usr/share/asterisk/moh'))
  await renderConfig(
    {
      ...paths,
      moduleDir: await firstFolder(seen, await moduleFolders(seen), 'modules of Asterisk'),
      database: options.database,
      ports: asked,
      bind: { http: '127.0.0.1', sip: '127.0.0.1', ami: '127.0.0.1', amiPermit: '127.0.0.1/255.255.255.255' },
      front: ['127.0.0.1/255.255.255.255'],
      trunk: options.trunk,
      amiUser: options.amiUser,
      amiSecret,
      robotSecret,
      queue: options.queue,
      callsPerNumber,
      saysPlace: options.saysPlace ?? true,
      prompts,
    },
    seen(paths.etcDir),
  )

  const output = await open(logFile, 'a')
  const config = ['-f', '-C', join(paths.etcDir, 'asterisk.conf')]
  const child = spawn(
    root === null ? 'asterisk' : 'chroot',
    root === null ? config : [root, 'asterisk', ...config],
    { detached: true, stdio: ['ignore', output.fd, output.fd], cwd: '/' },
  )
  const spawned = await new Promise<number>((resolvePid, reject) => {
    child.on('error', reject)
    child.on('spawn', () => (child.pid ? resolvePid(child.pid) : reject(new Error('no pid'))))
  })
  child.unref()
  await output.close()
  await writeFile(runFile, JSON.stringify({ pid: spawned, ports: asked, setUp: isOf } satisfies Run))
  const gone = new Promise<never>((_, reject) => {
    child.on('exit', (code) => reject(new Error(`Asterisk ended with code ${code} while starting`)))
  })
  gone.catch(() => {})
  try {
    await Promise.race([fullyBooted(ami, readyWithinMs), gone])
  } catch (error) {
    const tail = await readFile(logFile, 'utf8').catch(() => '')
    await end(spawned, 'SIGKILL', runFile, log)
    throw new Error(`Asterisk did not start, see ${logFile}: ${tail.slice(-2000)}`, { cause: error })
  }
  log.info({ pid: spawned, ports: asked }, 'Asterisk started')
  return handle(spawned, asked, false)
}

const Run = z.object({
  pid: z.number().int().positive(),
  ports: z.object({
    http: z.number(),
    sip: z.number(),
    ami: z.number(),
    rtpFrom: z.number(),
    rtpTo: z.number(),
  }),
  /** Fingerprint of what it was set up with. */
  setUp: z.string(),
})
type Run = z.infer<typeof Run>

/** What runs by this file, if it is the Asterisk of this folder and not another process that got its number. */
async function readRun(runFile: string, etcDir: string): Promise<Run | null> {
  const run = await readFile(runFile, 'utf8')
    .then(
      (text) => Run.safeParse(JSON.parse(text)),
      () => null,
    )
    .catch(() => null) // cut by a crash
  if (!run?.success) return null
  const command = await readFile(`/proc/${run.data.pid}/cmdline`, 'utf8').catch(() => '')
  const isOurs = command.split('\0').includes(join(etcDir, 'asterisk.conf'))
  return isOurs && (await isAlive(run.data.pid)) ? run.data : null
}

async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  if (stat === '') return false
  // in a container without an init a dead child stays as zombie; while its threads still end, so do its sockets
  const threads = await readdir(`/proc/${pid}/task`).catch(() => [])
  return !/\) [ZX] /.test(stat) || threads.length > 1
}

async function end(pid: number, signal: 'SIGTERM' | 'SIGKILL', runFile: string, log: SipLog): Promise<void> {
  for (const [attempt, patienceMs] of [
    [signal, 10_000],
    ['SIGKILL', 5000],
  ] as const) {
    if (!(await isAlive(pid))) break
    try {
      process.kill(pid, attempt)
    } catch {
      break
    }
    for (const until = Date.now() + patienceMs; Date.now() < until && (await isAlive(pid));) await pause(20)
  }
  await rm(runFile, { force: true })
  log.info({ pid }, 'Asterisk ended')
}

async function moduleFolders(seen: (path: string) => string): Promise<string[]> {
  const libraries = await readdir(seen('/usr/lib')).catch(() => [])
  return ['/usr/lib/asterisk/modules', ...libraries.map((name) => `/usr/lib/${name}/asterisk/modules`)]
}

async function firstFolder(seen: (path: string) => string, folders: string[], what: string): Promise<string> {
  for (const folder of folders) {
    const isThere = await access(join(seen(folder), 'chan_pjsip.so'), constants.R_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return folder
  }
  throw new Error(`the ${what} were not found in ${folders.join(', ')}`)
}
