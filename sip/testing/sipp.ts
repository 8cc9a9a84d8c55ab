import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { toAlaw } from '#sip/sound/alaw.ts'
import { sine } from '#sip/sound/sine.ts'

/** Scenario files, named by outcome, in sip/scenarios. */
export type Scenario =
  | 'caller-plays-tone-and-hangs-up'
  | 'caller-hangs-up-when-told'
  | 'caller-is-hung-up-by-operator'
  | 'caller-abandons-in-queue'
  | 'caller-sends-dtmf'
  | 'caller-joins-and-is-thanked'
  | 'caller-joins-when-told'
  | 'caller-keeps-his-place'
  | 'caller-asks-for-the-operator'
  | 'caller-is-urgent'
  | 'caller-in-a-burst'
  | 'callee-answers-and-waits'
  | 'callee-answers-with-a-key'
  | 'callee-is-busy'

export interface SippOptions {
  scenario: Scenario
  /** Of the PBX. */
  host: string
  port: number
  /** Number that is dialled. */
  to: string
  /** One call for each; number and name are written into the From header as they are, `more` are `[field2]` and on. */
  callers: { number: string; name?: string; more?: (string | number)[] }[]
  /** How long the caller stays, in scenarios with a pause; counted from the PBX's own answer, before any operator's. */
  seconds?: number
  /** Address of the trunk. */
  localAddress?: string
  localPort?: number
  /** Calls started each second, when there are several callers. */
  rate?: number
  hertz?: number
  /** Replaced in the scenario's `[keys]`. */
  keys?: Record<string, string>
  /** What the scenario logs goes to this file. */
  logFile?: string
}

export interface SippRun {
  pid: number
  /** Resolves when every call went as the scenario says; rejected with SIPp's own words otherwise. */
  done: Promise<void>
  /** Tells the one caller of a scenario `…-when-told` to do it; resolves with `done`. Needs `localPort`. */
  tell(): Promise<void>
  /** Cuts it: SIPp is killed, the PBX hears nothing. */
  kill(): void
}

const scenarioFile = (name: Scenario): string =>
  fileURLToPath(new URL(`../scenarios/${name}.xml`, import.meta.url))

/** These wait for an INFO before they do what they are named for. */
export const isTold = (scenario: Scenario): boolean => scenario.endsWith('-when-told')

/** SIPp writes these without a line feed between them. */
const wentOn =
  /\d{4}-\d\d-\d\d\s\S+\s\S+: Call-Id: \S+ receive timeout on message \S+ jumping to label \d+?(?=\d{4}-\d\d-\d\d\s|\s|$)/g

/** Runs a scenario by SIPp (Debian: sip-tester). Rejected with a clear sentence where it is not installed. */
export async function runSipp(options: SippOptions): Promise<SippRun> {
  const { localAddress = '127.0.0.2', hertz = 440, keys = {}, localPort, seconds = 0 } = options
  const callId = randomUUID()
  const folder = await mkdtemp(join(tmpdir(), 'vakhta-sipp-'))
  await writeFile(join(folder, 'tone.al'), Uint8Array.from(sine(hertz, 1), toAlaw))
  // an "inf file" gives each call its own caller; a name is a quoted string of RFC 3261 25.1, `;` parts the columns
  const callers = options.callers.map(({ number, name = '', more = [] }) =>
    [number, name.replaceAll(/["\\]/g, '\\$&').replaceAll(/[\r\n;]/g, ' '), ...more, ''].join(';'),
  )
  await writeFile(join(folder, 'callers.csv'), ['SEQUENTIAL', ...callers, ''].join('\n'))
  const args = [
    ...[`${options.host}:${options.port}`, '-sf', scenarioFile(options.scenario)],
    ...['-inf', 'callers.csv', '-s', options.to, '-i', localAddress, '-mi', localAddress],
    ...(localPort === undefined ? [] : ['-p', String(localPort)]),
    // the call to which tell speaks
    ...(isTold(options.scenario) ? ['-cid_str', callId] : []),
    ...['-m', String(options.callers.length), '-l', String(options.callers.length)],
    ...['-r', String(options.rate ?? 5), '-d', String(Math.round(seconds * 1000))],
    // an INFO that no step waits for is answered, and the call goes on
    ...['-aa', '-nostdin', '-trace_err', '-error_file', 'errors.log'],
    ...(options.logFile === undefined ? [] : ['-trace_logs', '-log_file', options.logFile]),
    ...Object.entries(keys).flatMap(([key, value]) => ['-key', key, value]),
  ]
  const child = spawn('sipp', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (data) => (said = `${said}${String(data)}`.slice(-4000)))
  const done = new Promise<void>((resolve, reject) => {
    child.on('error', (cause) => reject(new Error('SIPp is not installed (Debian: sip-tester)', { cause })))
    child.on('close', (code) => {
      void readdir(folder)
        .then((names) => (names.includes('errors.log') ? readFile(join(folder, 'errors.log'), 'utf8') : ''))
        .then(async (errors) => {
          await rm(folder, { recursive: true, force: true })
          if (code === 0) resolve()
          else {
            // a time-out that the scenario goes on from is no fault
            const faults = errors.replaceAll(wentOn, '')
            reject(new Error(`SIPp ended with code ${code}: ${said} ${faults.slice(0, 3000)}`))
          }
        }, reject)
    })
  })
  done.catch(() => {})
  const tell = async (): Promise<void> => {
    if (localPort === undefined) throw new Error('without localPort SIPp cannot be spoken to')
    // all that SIPp asks of a message is the Call-ID
    const inform = (n: number): string =>
      [
        `INFO sip:caller@${localAddress}:${localPort} SIP/2.0`,
        `Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK${callId}${n}`,
        `From: <sip:test@127.0.0.1>;tag=${callId}`,
        `To: <sip:caller@${localAddress}:${localPort}>`,
        `Call-ID: ${callId}`,
        `CSeq: ${900 + n} INFO`,
        'Content-Length: 0\r\n\r\n',
      ].join('\r\n')
    const socket = createSocket('udp4')
    let isOver = false
    const over = done.finally(() => (isOver = true))
    over.catch(() => {})
    // one that comes between two steps of the scenario is lost
    for (let n = 0; !isOver; n++) {
      socket.send(inform(n), localPort, localAddress)
      await Promise.race([over, pause(500)])
    }
    socket.close()
  }
  return { pid: child.pid ?? 0, done, tell, kill: () => void child.kill('SIGKILL') }
}
