import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { build } from 'vite'
import type { SipAccount } from '#sip/live.ts'
import type { Browser, BrowserPage } from './browser.ts'
import type { SoftphoneDesk } from './softphone-desk.ts'

const client = fileURLToPath(new URL('../../../client/', import.meta.url))

/** Builds the operator's bare phone page and the resident's call page. */
export async function buildSoftphonePages(): Promise<{ files: string; remove(): Promise<void> }> {
  const files = await mkdtemp(join(tmpdir(), 'vakhta-pages-'))
  await build({
    configFile: false,
    root: client,
    logLevel: 'error',
    build: {
      outDir: files,
      minify: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: {
          call: join(client, 'call.html'),
          page: join(client, 'src/softphone/testing/page.html'),
          'call-button': join(client, '../sip/caller/browser/button.ts'),
        },
        output: {
          entryFileNames: ({ name }) => (name === 'call-button' ? '[name].js' : 'assets/[name]-[hash].js'),
        },
      },
    },
  })
  return { files, remove: () => rm(files, { recursive: true, force: true }) }
}

export interface SeenCall {
  id: string
  direction: 'in' | 'out'
  state: 'ringing' | 'dialling' | 'talking' | 'ended'
  remoteNumber: string
  remoteName: string
  held: boolean
  heldByRemote: boolean
  muted: boolean
  inConference: boolean
  endReason: string | null
  pbxCallId: string | null
}
export interface SeenPhone {
  registration: { state: string; reason: string | null; server: string | null }
  calls: SeenCall[]
  ringtone: string
  microphone: string
}
interface SeenStats {
  inbound: { packets: number; energy: number }
  outbound: { packets: number; energy: number }
}

/** The operator's phone in a page of its own. */
export interface OperatorPage {
  page: BrowserPage
  phone(): Promise<SeenPhone>
  /** The newest call. */
  call(): Promise<SeenCall | undefined>
  /** Calls a verb of the phone on the newest call. */
  act(verb: string, ...rest: string[]): Promise<unknown>
  stats(): Promise<SeenStats | null>
}

export async function openOperator(
  browser: Browser,
  desk: SoftphoneDesk,
  username: string,
  account: Partial<SipAccount> = {},
): Promise<OperatorPage> {
  const page = await browser.newPage()
  await page.goto(`${desk.origin}/src/softphone/testing/page.html`)
  const phone = (): Promise<SeenPhone> => page.evaluate('phone.snapshot()')
  const operator: OperatorPage = {
    page,
    phone,
    call: async () => (await phone()).calls.at(-1),
    act: async (verb, ...rest) => {
      const id = (await operator.call())?.id ?? 'none'
      return page.evaluate(`phone.${verb}(...${JSON.stringify([id, ...rest])})`)
    },
    stats: async () => page.evaluate(`phone.stats(${JSON.stringify((await operator.call())?.id ?? 'none')})`),
  }
  await page.evaluate(`phone.configure(${JSON.stringify(desk.credentials(username, account))})`)
  await page.evaluate('phone.prepareAudio()')
  await page.evaluate('phone.start()')
  return operator
}

/** The resident's page, with a spoken sample chosen. */
export async function openResident(browser: Browser, desk: SoftphoneDesk, query = ''): Promise<BrowserPage> {
  const page = await browser.newPage()
  await page.goto(`${desk.origin}/call.html?${query}`)
  return page
}

/** What the resident hears and says, as the browser measures it. */
export async function residentStats(page: BrowserPage): Promise<SeenStats> {
  return page.evaluate(`(async () => {
    const sum = { inbound: { packets: 0, energy: 0 }, outbound: { packets: 0, energy: 0 } }
    const connection = vakhtaCall.connection()
    if (!connection) return sum
    for (const entry of (await connection.getStats()).values()) {
      if (entry.type === 'inbound-rtp') {
        sum.inbound.packets += entry.packetsReceived
        sum.inbound.energy += entry.totalAudioEnergy ?? 0
      } else if (entry.type === 'outbound-rtp') sum.outbound.packets += entry.packetsSent
      else if (entry.type === 'media-source') sum.outbound.energy += entry.totalAudioEnergy ?? 0
    }
    return sum
  })()`)
}
