import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { EmbeddedPostgresError, systemCode } from './error.ts'

/** Who runs PostgreSQL, and where. */
export interface Runner {
  /** Ids to drop to; undefined: we are an ordinary user and run it ourselves. */
  user: { uid: number; gid: number } | undefined
  /** The cluster's real path. */
  directory: string
  /** The cluster as PostgreSQL is told it. */
  dataArgument: string
}

/**
 * Makes DATA_DIR and its folder `postgres`, and decides who owns it. PostgreSQL refuses to run as root, so
 * root runs it as the owner of existing data or as `nobody` (a number without a name is refused by initdb).
 *
 * That user need not be able to walk to the data: as root PostgreSQL gets its directory as working directory
 * and calls it /proc/self/cwd, which is followed without a look at the directories above. So a clone in
 * /root (0700) keeps its data where it is.
 */
export function preparedRunner(dataDir: string): Runner {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const directory = path.join(realpathSync(dataDir), 'postgres')
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    if (process.getuid?.() !== 0) {
      readdirSync(directory)
      return { user: undefined, directory, dataArgument: directory }
    }
    const owner = statSync(directory)
    const user = owner.uid === 0 ? nobody() : { uid: owner.uid, gid: owner.gid }
    chmodSync(dataDir, 0o711) // `nobody` passes through to its own folder, and sees no names
    if (owner.uid === 0) chownSync(directory, user.uid, user.gid)
    const dataArgument = existsSync('/proc/self/cwd') ? '/proc/self/cwd' : directory
    return { user, directory, dataArgument }
  } catch (error) {
    const reason = systemCode(error)
    if (reason === undefined) throw error
    throw new EmbeddedPostgresError('dataDirUnusable', { path: dataDir, reason })
  }
}

function nobody(): { uid: number; gid: number } {
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}
