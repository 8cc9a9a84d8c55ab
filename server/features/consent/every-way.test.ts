import { glob, readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { callRules, type OurCall } from '#domain/consent/rules.ts'

/**
 * Every way in which a call of ours can begin, found in the source, and which kind of call it is (ADR 0038). A way that is
 * added stands here with its kind, and with `permitCall` if a machine goes it, or this fails.
 */
const root = `${import.meta.dirname}/../../..`
let sources: { file: string; text: string }[] = []
beforeAll(async () => {
  const files: string[] = []
  for await (const file of glob('{sip,server,client/src,docker}/**/*.{ts,vue,conf,sql,sh,mjs,html}', {
    cwd: root,
  }))
    files.push(file)
  const ours = files.filter((file) => !/\.test\.ts$|node_modules|\/testing\/|^sip\/scenarios\//.test(file))
  sources = await Promise.all(
    ours.map(async (file) => {
      // what is told in comments starts no call
      const text = (await readFile(`${root}/${file}`, 'utf8')).replaceAll(/^\s*(\/\/|\*|\/\*\*|;).*$/gm, '')
      return { file, text }
    }),
  )
})
const found = (what: RegExp): string[] =>
  sources.flatMap(({ file, text }) => (what.test(text) ? [file] : [])).toSorted()

const ways: Record<OurCall, readonly string[]> = {
  notice: ['server/features/shutdown/notice/send-notice.ts'],
  survey: ['server/features/shutdown/notice/send-notice.ts'],
  machineCallBack: ['server/features/kept-place/keep-places.ts'],
  // nothing of ours does this yet; whoever builds one asks the gate
  information: [],
  testCall: [],
  // a page dials for its operator, who pressed a key: his number or a missed call
  operatorDials: ['client/src/softphone/engine.ts'],
  personCallsBack: ['client/src/softphone/engine.ts'],
}
const automatic = (Object.keys(ways) as OurCall[]).filter((kind) => callRules[kind].isAutomatic)
const filesOf = (kinds: readonly OurCall[]): string[] =>
  [...new Set(kinds.flatMap((kind) => ways[kind]))].toSorted()

describe('a machine', () => {
  it('reaches the trunk by two functions, each of which takes a permit', () => {
    expect(found(/originate/i)).toEqual([
      'sip/asterisk/ami/kept-places.ts',
      // an administrator presses a key and is rung by nobody: the context says which trunk and number (testCall)
      'sip/asterisk/ami/trunk-test.ts',
      // a channel of the PBX's own looks for news beside who waits: it rings nobody
      'sip/asterisk/conf/extensions.conf',
      'sip/asterisk/conf/manager.conf',
      'sip/asterisk/conf/modules.conf',
      'sip/asterisk/robot-calls.ts',
    ])
    const dialplan = sources.find(({ file }) => file.endsWith('conf/extensions.conf'))?.text ?? ''
    expect(dialplan.match(/Originate\([^,]*,[^,]*,[^,]*/g)).toEqual(['Originate(Local/s@looks/n,app,Wait'])
    const trial = sources.find(({ file }) => file === 'sip/asterisk/ami/trunk-test.ts')?.text ?? ''
    expect(trial.match(/'Originate'[^]*?channel: '([^']+)'/)?.[1]).toBe('Local/s@test-trunk/n')
    for (const name of ['robot-calls', 'ami/kept-places']) {
      const robot = sources.find(({ file }) => file === `sip/asterisk/${name}.ts`)?.text ?? ''
      expect(robot.match(/'Originate'/g)).toHaveLength(1)
      expect(robot).toMatch(/call(: |)\(\{ permit,[^]*CallPermit\.isOne\(permit\)[^]*'Originate'/)
    }
  })

  it('calls from the places in the list alone, and each asks the gate', () => {
    const callers = found(/\bcalls\.call\(/)
    expect(callers).toEqual(filesOf(automatic))
    for (const file of callers)
      expect(sources.find((one) => one.file === file)?.text).toMatch(/permitCall\([^]*calls\.call\(\{ permit/)
  })

  it('gets permits from the gate alone, which writes the consent down first', () => {
    expect(found(/new CallPermit\(/)).toEqual(['server/features/consent/may-call.ts'])
    const gate = sources.find(({ file }) => file === 'server/features/consent/may-call.ts')?.text ?? ''
    expect(gate).toMatch(/consents\.called\([^]*new CallPermit\(/)
    expect(found(/into machine_calls/)).toEqual(['server/features/consent/db/consents.ts'])
  })

  it('has no other door in the PBX: no call files, no ARI, no application that calls, and one account of AMI', () => {
    const modules = sources.find(({ file }) => file.endsWith('conf/modules.conf'))?.text ?? ''
    expect(modules).toContain('autoload = no')
    for (const door of ['pbx_spool', 'res_ari', 'app_page', 'app_followme', 'res_clioriginate'])
      expect(modules).not.toContain(`${door}.so`)
    const manager = sources.find(({ file }) => file.endsWith('conf/manager.conf'))?.text ?? ''
    expect(manager.match(/^write = .*originate.*$/gm)).toEqual(['write = reporting,originate'])
    expect(manager).not.toMatch(/^write = .*\b(all|command|system)\b/m)
  })
})

describe('a person', () => {
  it('dials by his page, which the PBX lets out for operators alone', () => {
    const pages = found(/new Inviter\(/).filter((file) => file.startsWith('client/'))
    expect(pages).toEqual(filesOf(['operatorDials', 'personCallsBack']))
    const dialplan = sources.find(({ file }) => file.endsWith('conf/extensions.conf'))?.text ?? ''
    const contexts = new Map(
      dialplan.split(/^\[/m).map((context) => [context.split(']')[0] ?? '', context] as const),
    )
    const dialsOut = [...contexts].filter(([, text]) => /Dial\(PJSIP\/\S*@/.test(text)).map(([name]) => name)
    expect(dialsOut).toEqual(['by-trunks', 'test-trunk'])
    const byTrunks = [...contexts]
      .filter(([, text]) => text.includes('Gosub(by-trunks'))
      .map(([name]) => name)
    // a resident's own call is led on to a number of a line; who kept his place is rung by a permit; an administrator tries a trunk
    expect(byTrunks.toSorted()).toEqual(['outgoing', 'place-call', 'way'])
    expect(contexts.get('outgoing')).toMatch(/\$\{OPERATOR:0:3\}" != "op-"\]\?nobody[^]*Gosub\(by-trunks/)
    for (const name of [...byTrunks, 'test-trunk'])
      expect(contexts.get(name)).toMatch(/Gosub\(outgoing-limits[^]*(Gosub\(by-trunks|Dial\()/)
  })

  it('never stands under a rule for machines', () => {
    const people = (Object.keys(ways) as OurCall[]).filter((kind) => !callRules[kind].isAutomatic)
    expect(people.toSorted()).toEqual(['operatorDials', 'personCallsBack', 'testCall'])
  })
})
