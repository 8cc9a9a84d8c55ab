// @module-tag programs
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { variableNames } from '#server/config/variables.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

const Service = z
  .object({
    image: z.string(),
    build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
    command: z.array(z.string()).optional(),
    depends_on: z.array(z.string()).optional(),
    environment: z.record(z.string(), z.string()).default({}),
    secrets: z.array(z.string()).default([]),
    networks: z.array(z.string()),
    volumes: z
      .array(
        z.discriminatedUnion('type', [
          z.object({ type: z.literal('volume'), source: z.string(), target: z.string() }).loose(),
          z.object({
            type: z.literal('tmpfs'),
            target: z.string(),
            tmpfs: z.object({ size: z.number().int().positive() }),
          }),
        ]),
      )
      .default([]),
    read_only: z.boolean().optional(),
    cap_drop: z.array(z.string()).optional(),
    entrypoint: z.array(z.string()).optional(),
    user: z.string().optional(),
    ports: z
      .array(z.object({ target: z.number(), published: z.number(), mode: z.literal('host') }).loose())
      .default([]),
    healthcheck: z.object({ test: z.array(z.string()).optional(), disable: z.boolean().optional() }).loose(),
    logging: z.object({ driver: z.string() }).loose(),
    deploy: z.object({
      mode: z.string(),
      replicas: z.number(),
      placement: z.object({ constraints: z.array(z.string()) }).optional(),
      restart_policy: z.object({ condition: z.string() }).loose(),
      update_config: z.object({ order: z.string(), failure_action: z.string() }).loose().optional(),
      resources: z.object({ limits: z.object({ cpus: z.string(), memory: z.string() }) }).loose(),
    }),
  })
  .loose()
const Compose = z
  .object({
    services: z.record(z.string(), Service),
    networks: z.record(z.string(), z.object({ driver_opts: z.object({ encrypted: z.string() }) }).loose()),
    volumes: z.record(z.string(), z.unknown()),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
    configs: z.record(z.string(), z.object({ file: z.string() })),
  })
  .loose()

const files = ['docker-compose.yml', 'docker/tls.yml', 'docker/rtp.yml', 'docker/trunk.yml', 'docker/sms.yml']
const compose = Compose.parse(parse(read('docker-compose.yml'), { merge: true }))
const services = Object.entries(compose.services)

/** What `docker stack deploy` ignores or refuses (docker/cli, cli/compose/types: Unsupported, Deprecated, Forbidden). */
const notForSwarm = (
  'cgroupns_mode cgroup_parent devices domainname external_links ipc links mac_address network_mode pid ' +
  'privileged restart security_opt shm_size userns_mode container_name expose extends volume_driver ' +
  'volumes_from cpu_quota cpu_shares cpuset mem_limit memswap_limit profiles platform develop'
).split(' ')

test('the whole set is there', () => {
  expect(Object.keys(compose.services).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'asterisk',
    'memcached',
    'migrate',
    'nginx',
    'postgres',
    'redis',
    'sip-door',
    'telephony',
    'web',
    'worker',
  ])
})

describe.each(services)('service %s', (name, service) => {
  const isJob = name === 'migrate'

  test('restarts by a policy, says whether it is healthy, and goes back when an update fails', () => {
    expect({
      restarts: service.deploy.restart_policy.condition,
      probe: service.healthcheck.test?.[0],
      afterBadUpdate: service.deploy.update_config?.failure_action,
    }).toEqual(
      isJob
        ? { restarts: 'on-failure', probe: undefined, afterBadUpdate: undefined }
        : { restarts: 'any', probe: 'CMD', afterBadUpdate: 'rollback' },
    )
  })

  test('its image is pinned to a version, and ours can be built', () => {
    expect(service.image).toMatch(
      /^(vakhta\/[a-z]+:\$\{VERSION:-\d+\.\d+\.\d+\}|[a-z]+:\d+\.\d+(\.\d+)?-bookworm)$/,
    )
    const dockerfile = service.image.startsWith('vakhta/') ? /^docker\/[a-z]+\/Dockerfile$/ : /^none$/
    expect(service.build?.dockerfile ?? 'none').toMatch(dockerfile)
  })

  test('uses nothing that a swarm refuses or ignores', () => {
    expect(Object.keys(service).filter((key) => notForSwarm.includes(key))).toEqual([])
  })

  test('writes nowhere but into its mounts, and no process of it has or gains a privilege', () => {
    expect(service.read_only).toBe(true)
    expect(service.cap_drop).toEqual(['ALL'])
    expect(service).not.toHaveProperty('cap_add')
    // ours begin so by their Dockerfiles; what begins as root to become somebody else would need privileges
    expect([service.user === undefined, service.entrypoint?.slice(0, 2)]).toEqual(
      service.image.startsWith('vakhta/') ? [true, undefined] : [false, ['setpriv', '--no-new-privs']],
    )
    expect(service.user).not.toBe('root')
  })

  test('holds no secret in its environment', () => {
    const secret = Object.entries(service.environment).filter(([key]) =>
      /PASSWORD|SECRET|TOKEN|DATABASE_URL/.test(key),
    )
    for (const [key, value] of secret) {
      expect(key).toMatch(/_FILE$/)
      expect(service.secrets.map((one) => `/run/secrets/${one}`)).toContain(value)
    }
    for (const value of Object.values(service.environment)) expect(value).not.toMatch(/:\/\/[^/\s]*:[^/\s]*@/)
  })

  test('names only what is declared', () => {
    for (const network of service.networks) expect(compose.networks).toHaveProperty(network)
    for (const secret of service.secrets) expect(compose.secrets).toHaveProperty(secret)
    const named = service.volumes.flatMap((volume) => (volume.type === 'volume' ? [volume.source] : []))
    for (const volume of named) expect(compose.volumes).toHaveProperty(volume)
    for (const other of service.depends_on ?? []) expect(compose.services).toHaveProperty(other)
  })
})

test('what goes between the nodes is encrypted', () => {
  expect(Object.values(compose.networks).map(({ driver_opts: { encrypted } }) => encrypted)).toEqual([
    'true',
    'true',
  ])
})

test('our services are configured by variables that exist', () => {
  // entrypoint.sh turns these into the variables themselves
  const byFile = ['DATABASE_URL_FILE', 'REDIS_URL_FILE', 'METRICS_TOKEN_FILE']
  for (const [, { image, environment }] of services.filter(([, one]) => one.image.startsWith('vakhta/app')))
    for (const key of Object.keys(environment)) {
      expect(image).toContain('vakhta/app')
      expect([...variableNames, ...byFile]).toContain(key)
    }
})

test('only the front and the telephone line are open to the outside', () => {
  const open = services.flatMap(([name, { ports }]) => ports.map((port) => `${name}:${port.published}`))
  expect(open).toEqual(['nginx:80', 'asterisk:5060'])
})

test('what shares files with Asterisk runs on its node', () => {
  for (const name of ['asterisk', 'telephony'])
    expect(compose.services[name]?.deploy.placement?.constraints).toEqual(['node.labels.vakhta.pbx == true'])
})

test('the linter of compose files has nothing to say', () => {
  const lint = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/dclint/bin/dclint.cjs'), '--max-warnings', '0', ...files],
    { cwd: root, encoding: 'utf8' },
  )
  expect((lint.stdout + lint.stderr).trim()).toBe('')
  expect(lint.status).toBe(0)
})

const docker = (process.env['PATH'] ?? '')
  .split(':')
  .map((folder) => `${folder}/docker`)
  .find(existsSync)

// What this parser refuses is checked above as well: a docker client is not everywhere, and needs no engine for this.
// without a Docker client there is no such parser to ask; the rules above hold everywhere
const testWithDocker = docker === undefined ? (): void => {} : test
testWithDocker('Docker’s own parser of stacks accepts it with all overlays', () => {
  const overlays = files.flatMap((file) => ['-c', file])
  const merged = execFileSync(docker ?? '', ['stack', 'config', ...overlays], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      PUBLIC_ORIGIN: 'https://dispatch.example.ru',
      TRUNK_USERNAME: 'x',
      SMS_GATEWAY_URL: 'https://sms',
    },
  })
  expect(merged).toContain('published: 443')
  expect(merged).toContain('published: 10199')
})
