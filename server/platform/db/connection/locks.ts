import { part, type Part } from '../together.ts'

/** Advisory locks by number; each a kind of work that one process at a time does (leadership.ts). */
export const locks = { telephony: 416_013 } as const

/** Does any process do that work now? PostgreSQL frees the lock of a process that died. */
export const held = (lock: number): Part<boolean> =>
  part<{ held: boolean }, boolean>(
    `select exists (
       select from pg_locks
       where locktype = 'advisory' and classid = 0 and objid = ? and objsubid = 1 and granted
         and database = (select oid from pg_database where datname = current_database())
     ) as held`,
    [lock],
    ([row]) => row?.held ?? false,
  )
