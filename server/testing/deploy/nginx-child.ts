import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { untilListening } from '../product/child-server.ts'
import { freePort } from '../product/free-port.ts'

const root = path.resolve(import.meta.dirname, '../../..')

export interface NginxChild {
  port: number
  origin: string
  stop(): Promise<void>
}

/** The nginx of the operating system on a free port, with the very files of docker/nginx, rendered by its script. */
export async function startNginx(variables: Record<string, string>): Promise<NginxChild> {
  const binary = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx'].find(existsSync)
  if (binary === undefined) throw new Error('nginx is not installed: apt-get install nginx-light')
  const folder = mkdtempSync(path.join(tmpdir(), 'vakhta-nginx-'))
  // started by root, its workers are somebody else
  chmodSync(folder, 0o755)
  const port = await freePort()
  const conf = execFileSync('sh', [path.join(root, 'docker/nginx/render.sh')], {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      RUN_DIR: folder,
      WORKERS: '1',
      PORT: `${port}`,
      RESOLVER: '127.0.0.1',
      ...variables,
    },
  }).trim()
  const child = spawn(binary, ['-c', conf, '-p', folder], { stdio: ['ignore', 'ignore', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const gone = once(child, 'exit')
  await Promise.race([untilListening(Number(variables['TLS_PORT'] ?? port)), gone]).catch(() => undefined)
  if (child.exitCode !== null) throw new Error(`nginx ended: ${errors}`)
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
