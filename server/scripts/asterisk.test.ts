// @module-tag programs
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { expect, test } from 'vitest'

test('npm run asterisk listens where PORT says, and says at once when that port is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  try {
    const { code, said } = await new Promise<{ code: unknown; said: string }>((resolve) => {
      execFile(
        process.execPath,
        [path.join(import.meta.dirname, 'asterisk.ts')],
        { env: { PATH: process.env['PATH'], PORT: String(port) } },
        (error, _out, stderr) => resolve({ code: error?.code, said: stderr }),
      )
    })
    expect({ code, said }).toEqual({ code: 69, said: expect.stringContaining(String(port)) })
  } finally {
    taken.close()
  }
})
