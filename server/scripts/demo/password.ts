import { randomInt } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { systemCode } from '#server/platform/embedded/postgres/error.ts'

/** Letters and digits that nobody takes for another when he reads them from a screen. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** 59 bits in three groups, e.g. `k3fm-9xpa-t7vb`. */
const newPassword = (): string =>
  Array.from({ length: 3 }, () =>
    Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join(''),
  ).join('-')

/** The password of the demo company's people: made once for this data folder and kept there for its owner alone. */
export async function keptDemoPassword(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'demo-password')
  await mkdir(dataDir, { recursive: true })
  try {
    const made = newPassword()
    await writeFile(file, `${made}\n`, { flag: 'wx', mode: 0o600 })
    return made
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
    return (await readFile(file, 'utf8')).trim()
  }
}
