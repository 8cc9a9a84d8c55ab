import type { SipLog } from '../live.ts'

export interface AsteriskPorts {
  /** HTTP of Asterisk: WebSocket for SIP at /ws */
  http: number
  /** SIP over UDP for the trunk */
  sip: number
  ami: number
  rtpFrom: number
  rtpTo: number
}

export interface StartAsteriskOptions {
  /** The root to run in (chroot); null: the system's own Asterisk. */
  root: string | null
  /** Own folder of this Asterisk; several run side by side with different folders and ports. */
  dataDir: string
  /** PostgreSQL as Asterisk's own role sees it. */
  database: { host: string; port: number; name: string; user: string; password: string }
  ports: AsteriskPorts
  sipRealm: string
  queueNumber: string
  /** Addresses of the trunk; calls from them are residents' calls. */
  trunkAddresses: string[]
  amiUser: string
  amiSecret: string
  log: SipLog
}

export interface RunningAsterisk {
  pid: number
  ports: AsteriskPorts
  /** As we see them, wherever Asterisk runs. */
  celFile: string
  recordingsDir: string
  /** Ends it in order; calls are cut. */
  stop(): Promise<void>
  /** SIGKILL. */
  kill(): Promise<void>
}

/** Starts Asterisk detached, so that it outlives this process; one that runs in this folder already is adopted. */
export function startAsterisk(options: StartAsteriskOptions): Promise<RunningAsterisk> {
  throw new Error(`not written yet ${options.dataDir}`)
}
