import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'
import { exampleProblems } from './env-example.ts'

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')

function problemsOf(env: Record<string, string>): ConfigError['problems'] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('configuration', () => {
  test('nothing set gives the product on one machine: embedded database and PBX, demo, loopback', () => {
    const config = readConfig({})
    expect(config).toMatchObject({
      http: { host: '127.0.0.1', port: 8080 },
      services: ['web', 'worker', 'telephony'],
      databaseUrl: null,
      demo: true,
      callPage: true,
      pbx: { kind: 'embedded', port: null },
    })
    expect(config.dataDir).toBe(path.resolve('data'))
  })

  test('a database of one’s own is no demo unless it is asked for', () => {
    expect(readConfig({ DATABASE_URL: 'postgres://localhost/x' }).demo).toBe(false)
    expect(readConfig({ DATABASE_URL: 'postgres://localhost/x', DEMO: '1' }).demo).toBe(true)
    expect(readConfig({ DEMO: '0' })).toMatchObject({ demo: false, callPage: false, logLevel: 'info' })
  })

  test('the demo company is for this machine alone unless it is told twice', () => {
    for (const HOST of ['0.0.0.0', '::', '192.168.0.7', 'desk.example.ru'])
      expect(problemsOf({ HOST })[0]?.variable).toBe('HOST')
    for (const HOST of ['127.0.0.1', '127.0.0.2', '::1', 'localhost'])
      expect(readConfig({ HOST }).demo).toBe(true)
    expect(readConfig({ HOST: '0.0.0.0', DEMO_ON_NETWORK: '1' }).demo).toBe(true)
    expect(readConfig({ HOST: '0.0.0.0', DEMO: '0' }).http.host).toBe('0.0.0.0')
    expect(readConfig({ HOST: '0.0.0.0', DATABASE_URL: 'postgres://localhost/x' }).demo).toBe(false)
  })

  test('it is frozen, all through', () => {
    const config = readConfig({})
    expect(Object.isFrozen(config) && Object.isFrozen(config.http) && Object.isFrozen(config.services)).toBe(
      true,
    )
  })

  test('empty variables count as unset and unknown ones are ignored', () => {
    expect(readConfig({ PORT: '', VAKHTA_PROT: '1', HOME: '/root' }).http.port).toBe(8080)
  })

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['SERVICES', 'web,phone'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['PBX', 'freeswitch'],
    ['TIME_ZONE', 'Tyumen'],
    ['DEMO', 'yes'],
    ['ASTERISK_AMI', 'localhost'],
    ['MEMCACHED_SERVERS', 'localhost'],
    ['PUBLIC_ORIGIN', 'dispatch.example.ru'],
  ])('a wrong %s is named with its value and what is expected', (variable, value) => {
    const [problem] = problemsOf({ [variable]: value })
    expect(problem?.variable).toBe(variable)
    expect(problem?.expected).toMatch(/\S/)
  })

  test('secrets do not appear in what is said about them', () => {
    const said = JSON.stringify(
      problemsOf({
        DATABASE_URL: 'http://u:hunter2@h/x',
        METRICS_TOKEN: 'hunter2',
        DEMO_PASSWORD: 'hunter2',
      }),
    )
    expect(said).not.toContain('hunter2')
  })

  test('every wrong variable is told, not the first alone', () => {
    expect(problemsOf({ PORT: 'x', PBX: 'y' }).map(({ variable }) => variable)).toEqual(['PORT', 'PBX'])
  })

  test('the embedded PBX apart from the web service needs a port', () => {
    expect(problemsOf({ SERVICES: 'telephony' })[0]?.variable).toBe('PBX_PORT')
    expect(readConfig({ SERVICES: 'telephony', PBX_PORT: '8089' }).pbx).toMatchObject({ port: 8089 })
    expect(readConfig({ SERVICES: 'web', PBX_PORT: '8089' }).pbx).toMatchObject({ port: 8089 })
  })

  test('secrets may be files, as a swarm gives them', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vakhta-config-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = path.join(folder, 'ami')
    writeFileSync(file, 'secret\n')
    expect(readConfig({ PBX: 'asterisk', ASTERISK_AMI_SECRET_FILE: file }).pbx).toMatchObject({
      ami: { host: '127.0.0.1', port: 5038, secret: 'secret' },
    })
    expect(problemsOf({ PBX: 'asterisk' })[0]?.variable).toBe('ASTERISK_AMI_SECRET')
    const missing = path.join(folder, 'missing')
    expect(problemsOf({ PBX: 'asterisk', ASTERISK_AMI_SECRET_FILE: missing })[0]?.variable).toBe(
      'ASTERISK_AMI_SECRET_FILE',
    )
  })
})

describe('.env.example', () => {
  test('says what the configuration reads, with the real defaults', () => {
    expect(exampleProblems(example)).toEqual([])
  })

  test('a missing variable, a stray one and a wrong default are found', () => {
    expect(exampleProblems(example.replace(/^PORT=.*$/m, ''))).toEqual(['PORT is missing'])
    expect(exampleProblems(`${example}\nPROT=1\n`)).toEqual(['PROT is not read by anything'])
    expect(exampleProblems(example.replace('PORT=8080', 'PORT=80'))).toEqual(['PORT is 8080 by default'])
  })

  test('it can be used as it is', () => {
    const env = Object.fromEntries(
      [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
    )
    expect(readConfig(env)).toEqual(readConfig({}))
  })
})
