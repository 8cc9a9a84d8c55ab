// @module-tag programs
import { execFile, execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { containerConfig } from '#sip/asterisk/container-config.ts'
import { renderConfig } from '#sip/asterisk/render-config.ts'

const root = path.resolve(import.meta.dirname, '../../..')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vakhta-images-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Sources of a Dockerfile's COPY instructions from the repository, with where they go. */
const copies = (file: string) =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(/^COPY (?!--from)(.+)$/gm)].map((match) => {
    const parts = (match[1] ?? '').split(/\s+/)
    return { from: parts.slice(0, -1), to: parts.at(-1) ?? '' }
  })

const run = (file: string, args: string[], env: Record<string, string>) =>
  new Promise<{ status: number; output: string }>((resolve) =>
    execFile(file, args, { env: { PATH: process.env['PATH'] ?? '', ...env } }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    ),
  )

describe('the image of Asterisk', () => {
  const environment = {
    ASTERISK_DB_HOST: 'postgres',
    ASTERISK_DB_PASSWORD: 'p',
    ASTERISK_AMI_SECRET: 's',
    ASTERISK_AMI_ROBOT_SECRET: 'r',
    TRUNK_ADDRESSES: '198.51.100.1',
  }
  const back = { address: '10.0.2.7', netmask: '255.255.255.0' }
  const facts = { back, moduleDir: '/usr/lib/asterisk/modules', readSecret: () => '' }

  test('brings no configuration but the templates of sip/asterisk', () => {
    expect(
      readdirSync(path.join(root, 'docker/asterisk')).filter((name) => /\.(conf|sql)/.test(name)),
    ).toEqual([])
    expect(copies('docker/asterisk/Dockerfile')).toContainEqual({
      from: ['sip/asterisk'],
      to: './sip/asterisk',
    })
    expect(readFileSync(path.join(root, 'docker/asterisk/entrypoint.sh'), 'utf8')).toContain(
      'node /app/sip/asterisk/container.ts',
    )
  })

  test('what it copies is enough, and renders what the tests run on', async () => {
    const app = path.join(folder, 'asterisk')
    for (const { from, to } of copies('docker/asterisk/Dockerfile'))
      for (const source of from)
        cpSync(path.join(root, source), path.join(app, to, to.endsWith('/') ? path.basename(source) : ''), {
          recursive: true,
          filter: (name) => !name.endsWith('.test.ts'),
        })
    const script = `
      const { containerConfig } = await import('${app}/sip/asterisk/container-config.ts')
      const { renderConfig } = await import('${app}/sip/asterisk/render-config.ts')
      await import('${app}/sip/asterisk/speech.ts')
      await import('${app}/sip/speech/espeak.ts')
      const back = ${JSON.stringify(back)}
      const facts = { back, moduleDir: '${facts.moduleDir}', readSecret: () => '' }
      await renderConfig(containerConfig(process.env, facts), '${folder}/by-image')`
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
    })
    await renderConfig(containerConfig(environment, facts), path.join(folder, 'by-tests'))
    const files = readdirSync(path.join(folder, 'by-tests'))
    expect(files.length).toBeGreaterThan(10)
    expect(readdirSync(path.join(folder, 'by-image'))).toEqual(files)
    for (const file of files)
      expect(readFileSync(path.join(folder, 'by-image', file), 'utf8')).toBe(
        readFileSync(path.join(folder, 'by-tests', file), 'utf8'),
      )
  })
})

describe('the image of web, worker and telephony', () => {
  const entrypoint = path.join(root, 'docker/app/entrypoint.sh')
  const healthcheck = (env: Record<string, string>) =>
    run(process.execPath, [path.join(root, 'docker/app/healthcheck.mjs')], env)

  test('a secret becomes its variable, and nothing else changes', async () => {
    const secret = path.join(folder, 'database_url')
    writeFileSync(secret, 'postgres://vakhta:$p"a\'s`s@postgres:5432/vakhta\n')
    const { output } = await run('sh', [entrypoint, 'env'], { DATABASE_URL_FILE: secret, LOG_LEVEL: 'info' })
    const seen = output.split('\n')
    expect(seen).toContain('DATABASE_URL=postgres://vakhta:$p"a\'s`s@postgres:5432/vakhta')
    expect(seen).toContain('LOG_LEVEL=info')
    expect(output).not.toContain('DATABASE_URL_FILE')
  })

  test('a secret that is missing ends it with one sentence', async () => {
    expect(await run('sh', [entrypoint, 'env'], { REDIS_URL_FILE: '/run/secrets/nothing' })).toEqual({
      status: 78,
      output: 'REDIS_URL_FILE: /run/secrets/nothing cannot be read\n',
    })
  })

  test('web is healthy while it answers', async () => {
    const server = createServer((req, res) => res.writeHead(req.url === '/healthz' ? 200 : 404).end())
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const PORT = String(typeof address === 'object' && address !== null ? address.port : 0)
    expect(await healthcheck({ SERVICES: 'web', PORT })).toMatchObject({ status: 0 })
    server.close()
    await once(server, 'close')
    expect(await healthcheck({ SERVICES: 'web', PORT })).toMatchObject({ status: 1 })
  })

  test('a worker is healthy while its heartbeat is fresh', async () => {
    const data = path.join(folder, 'worker')
    mkdirSync(data)
    const env = { SERVICES: 'worker', DATA_DIR: data }
    expect(await healthcheck(env)).toMatchObject({ status: 1 })
    writeFileSync(path.join(data, 'alive'), '1')
    expect(await healthcheck(env)).toMatchObject({ status: 0 })
    const before = Date.now() / 1000 - 30
    utimesSync(path.join(data, 'alive'), before, before)
    expect(await healthcheck(env)).toMatchObject({
      status: 1,
      output: expect.stringContaining('has not turned'),
    })
  })

  test('everything that it copies is there and not left out by .dockerignore', () => {
    const ignored = readFileSync(path.join(root, '.dockerignore'), 'utf8').split('\n')
    for (const { from } of copies('docker/app/Dockerfile'))
      for (const source of from.filter((one) => one !== '.')) {
        expect(ignored).toContain(`!${source.split('/')[0]}`)
        expect(readdirSync(path.join(root, path.dirname(source)))).toContain(path.basename(source))
      }
  })
})
