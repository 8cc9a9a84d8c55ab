import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import type { Duplex } from 'node:stream'
import { extname, join, normalize } from 'node:path'
import type { PhoneCredentials } from '#contracts/phone.ts'
import type { SipAccount } from '#sip/live.ts'
import { createPbx, type Pbx } from '#sip/pbx/pbx.ts'

/** An embedded PBX with a web server in front of it, and nothing else of the product. */
export interface SoftphoneDesk {
  readonly origin: string
  readonly pbx: Pbx
  /** Every SIP socket that was opened, oldest first; `destroy` one to cut a client's network. */
  readonly sockets: readonly Duplex[]
  /** Makes the account when it is not there. */
  credentials(username: string, account?: Partial<SipAccount>): PhoneCredentials
  /** What the PBX wrote into its ledger, oldest first. */
  ledger(): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

const domain = 'desk.test'
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wav': 'audio/wav',
}
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

/** @param files folder of built pages */
export async function openSoftphoneDesk(files: string): Promise<SoftphoneDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'vakhta-desk-'))
  const ledgerFile = join(folder, 'ledger.jsonl')
  const accounts = new Map<string, SipAccount>()
  const pbx = createPbx({
    domain,
    realm: domain,
    ledgerFile,
    queue: { number: '112', name: 'dispatch', ringSeconds: 15, maxWaitSeconds: 60, wrapUpSeconds: 0 },
    accounts: { find: (username) => Promise.resolve(accounts.get(username) ?? null) },
    log: silent,
    // all pages of the tests are at one address, and call again and again
    limits: { maxPageCallsPerAddress: 1000, maxCallsInPeriod: 1000 },
  })
  const server = createServer((req, res) => {
    if (req.method === 'POST') void giveCallerAccount(req, res)
    else void sendFile(files, req.url ?? '/', res)
  })
  const sockets: Duplex[] = []
  server.on('upgrade', (req, socket, head) => {
    sockets.push(socket)
    pbx.handleUpgrade(req, socket, head)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`

  const credentials: SoftphoneDesk['credentials'] = (username, account = {}) => {
    const secret = `secret of ${username}`
    const digest = (algorithm: string): string =>
      createHash(algorithm).update(`${username}:${domain}:${secret}`).digest('hex')
    accounts.set(username, {
      username,
      kind: 'operator',
      ha1Md5: digest('md5'),
      ha1Sha256: digest('sha256'),
      displayName: username,
      number: '',
      isPaused: false,
      ...account,
    })
    return {
      server: `${origin.replace('http', 'ws')}/ws`,
      domain,
      username,
      realm: domain,
      ha1: digest('md5'),
      displayName: account.displayName ?? username,
      queueNumber: '112',
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    }
  }
  let callers = 0
  const giveCallerAccount = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    let body = ''
    for await (const chunk of req) body += String(chunk)
    const { number, name }: { number: string; name: string } = JSON.parse(body)
    callers += 1
    res.setHeader('content-type', 'application/json')
    res.end(JSON.stringify(credentials(`caller${callers}`, { kind: 'caller', number, displayName: name })))
  }

  return {
    origin,
    pbx,
    sockets,
    credentials,
    ledger: async () =>
      (await readFile(ledgerFile, 'utf8'))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
    close: async () => {
      await pbx.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function sendFile(files: string, url: string, res: ServerResponse): Promise<void> {
  // Browsers ask for it by themselves.
  if (url === '/favicon.ico') {
    res.statusCode = 204
    res.end()
    return
  }
  const asked = normalize(decodeURIComponent(url.split('?')[0] ?? '/'))
  const path = asked === '/call' ? '/call.html' : asked
  try {
    const file = await readFile(join(files, path))
    res.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream')
    res.end(file)
  } catch {
    res.statusCode = 404
    res.end()
  }
}
