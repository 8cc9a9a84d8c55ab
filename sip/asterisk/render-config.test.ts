import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fill, renderConfig, type AsteriskConfig } from './render-config.ts'
import { queueWords } from './sounds/queue-words.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vakhta-conf-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const config: AsteriskConfig = {
  etcDir: '/srv/a/etc',
  dataDir: '/srv/a',
  logDir: '/srv/a/log',
  runDir: '/srv/a/run',
  recordingsDir: '/srv/a/recordings',
  celFile: '/srv/a/log/cel-custom/cel.json',
  promptsDir: '/srv/a/prompts',
  shareDir: '/srv/a/share',
  announcementsDir: '/srv/a/announcements',
  moduleDir: '/usr/lib/asterisk/modules',
  musicDir: '/usr/share/asterisk/moh',
  database: { host: '127.0.0.1', port: 5432, name: 'vakhta', user: 'asterisk', password: 'p' },
  ports: { http: 8088, sip: 5060, ami: 5038, rtpFrom: 10_000, rtpTo: 10_200 },
  bind: { http: '127.0.0.1', sip: '127.0.0.1', ami: '127.0.0.1', amiPermit: '127.0.0.1/255.255.255.255' },
  front: ['127.0.0.1/255.255.255.255'],
  trunk: { addresses: ['127.0.0.2'], contact: 'sip:127.0.0.2:5060' },
  amiUser: 'vakhta',
  amiSecret: 's',
  robotSecret: 'r',
  queue: { number: '112', name: 'dispatch', ringSeconds: 15, maxWaitSeconds: 300, wrapUpSeconds: 3 },
  callsPerNumber: 12,
  prompts: ['greeting', 'overflow'],
}
const file = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')

describe('renderConfig', () => {
  it('fills every place of every template', async () => {
    await renderConfig(config, folder)
    for (const name of await readdir(folder)) expect(await file(name), name).not.toMatch(/\{\{|undefined/)
  })

  it('keeps the manager and SIP over WebSocket on loopback, and lets one account move calls and the other make one', async () => {
    await renderConfig(config, folder)
    expect(await file('http.conf')).toContain('bindaddr = 127.0.0.1')
    expect(await file('manager.conf')).toMatch(
      /bindaddr = 127\.0\.0\.1[^]*deny = 0\.0\.0\.0[^]*\nwrite = reporting,call\n[^]*\[vakhta-robot\][^]*\nwrite = reporting,originate\n/,
    )
  })

  it('never puts what a caller writes into a file name or a command', async () => {
    await renderConfig(config, folder)
    const dialplan = await file('extensions.conf')
    expect(dialplan).not.toMatch(/^[^;\n]*(System|TrySystem|SHELL|EAGI|AGI)\(/m)
    // a number is filtered or only measured, a name is never read
    const uses = dialplan.match(/[A-Z]+\((?:[^(){}]*,)?\$\{CALLERID\(\w+\)\}/g) ?? []
    expect(uses).toHaveLength(dialplan.split('${CALLERID(').length - 1)
    for (const use of uses) expect(use).toMatch(/^(FILTER|LEN)\(.*\$\{CALLERID\(num\)\}$/)
    expect(dialplan).not.toContain('CALLERID(name)')
    // every extension that is dialled on is filtered first
    for (const line of dialplan.split('\n').filter((one) => /Dial\(|Goto\(outgoing/.test(one)))
      expect(line).not.toMatch(/(?<!FILTER\([^)]*,)\$\{EXTEN\}/)
  })

  it('lets operators dial only numbers of the list, whether the environment names a trunk or not', async () => {
    await renderConfig(config, folder)
    const dialplan = await file('extensions.conf')
    expect(dialplan).toContain('exten => _+79[0-36-9]XXXXXXXX,1,Goto(outgoing')
    expect(dialplan).not.toMatch(/^exten => _?(810|\+\[|.{0,3}80\[1|.{0,2}\[67\])/m)
    await renderConfig({ ...config, trunk: { addresses: [], contact: null } }, folder)
    expect(await file('extensions.conf')).toBe(dialplan)
    expect(await file('pjsip.conf')).not.toMatch(/^contact/m)
  })

  it('calls over lines that the database names, and lets one account of the manager do nothing but have them read', async () => {
    await renderConfig(config, folder)
    expect(await file('extensions.conf')).toContain('Dial(PJSIP/${OUT}@${TRUNK},')
    expect(await file('pjsip.conf')).toContain('#tryinclude "pjsip_trunks.conf"')
    expect(await file('manager.conf')).toMatch(
      /\[vakhta-reload\]\nsecret = [0-9a-f]{64}\n[^[]*\nwrite = config\n/,
    )
  })

  it('goes on without prompts that could not be made', async () => {
    await renderConfig({ ...config, prompts: [] }, folder)
    expect(await file('extensions.conf')).not.toMatch(/^ same => .*\/(greeting|overflow)/m)
  })

  it('says the place in the queue only when there is a word for every number', async () => {
    await renderConfig({ ...config, prompts: Object.keys(queueWords).slice(1) }, folder)
    expect(await file('queues.conf')).not.toMatch(/^announce-/m)
    await renderConfig({ ...config, saysPlace: false, prompts: Object.keys(queueWords) }, folder)
    expect(await file('queues.conf')).not.toMatch(/^announce-/m)
    await renderConfig({ ...config, prompts: Object.keys(queueWords) }, folder)
    expect(await file('queues.conf')).toMatch(/^min-announce-frequency = 60$/m)
  })

  it('refuses values that would become configuration of their own', async () => {
    for (const password of ['a\nb', 'a;b'])
      await expect(
        renderConfig({ ...config, database: { ...config.database, password } }, folder),
      ).rejects.toThrow(/line break/)
  })

  it('refuses a template that names what is not known', () => {
    expect(() => fill('{{unknown}}', {})).toThrow(/unknown/)
  })
})
