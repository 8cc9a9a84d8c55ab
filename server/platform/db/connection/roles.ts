import { escapeIdentifier, escapeLiteral } from 'pg'
import type { Log } from '#server/ports.ts'
import { withClient } from './with-client.ts'

/** The role of the product, and its database: no superuser, so a hole in the product reads no file and runs no program. */
export const applicationRole = 'vakhta'
/** Made by initdb, a superuser for ever (PostgreSQL wants one). Used here, at the start, and by nobody else. */
export const bootstrapRole = 'vakhta_bootstrap'
/** While a folder of an older release is brought up: nobody may rename himself. */
const renamer = 'vakhta_renamer'

export interface RolePasswords {
  application: string
  bootstrap: string
}

/** `connect` gives a connection string for a role, its password and a database. */
type Connect = (role: string, password: string, database: string) => string

/**
 * Makes the role of the product and its database, as often as wanted. A folder of an older release, where the product's
 * role is the superuser of initdb, is brought up: that role gets another name, and all that it owns but the system
 * itself a new owner. May be killed anywhere; the next start goes on.
 */
export async function prepareRoles(connect: Connect, passwords: RolePasswords, log: Log): Promise<void> {
  const asBootstrap = (database: string): string => connect(bootstrapRole, passwords.bootstrap, database)
  if (!(await mayConnect(asBootstrap('postgres')))) {
    log.info({}, 'the role of the product steps back from superuser')
    await renameSuperuser(connect, passwords)
  }
  await withClient(asBootstrap('postgres'), async (client) => {
    await client.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = '${applicationRole}') then
          create role ${applicationRole};
        end if;
      end $$;
      alter role ${applicationRole} login nosuperuser createrole nocreatedb noreplication nobypassrls
        password ${escapeLiteral(passwords.application)};
      drop role if exists ${renamer}`)
    // roles of before, such as Asterisk's, were made by the superuser: their passwords are the product's to change
    const { rows } = await client.query<{ rolname: string }>(
      `select rolname from pg_roles where oid >= 16384 and not rolsuper and rolname <> '${applicationRole}'
        and not pg_has_role('${applicationRole}', oid, 'usage with admin option')`,
    )
    for (const { rolname } of rows)
      await client.query(
        `grant ${escapeIdentifier(rolname)} to ${applicationRole} with admin option, inherit false, set false`,
      )
    const found = await client.query(`select from pg_database where datname = 'vakhta'`)
    if (found.rowCount === 0) await client.query(`create database vakhta owner ${applicationRole}`)
  })
  await withClient(asBootstrap('vakhta'), (client) => client.query(handOver))
}

async function renameSuperuser(connect: Connect, { application, bootstrap }: RolePasswords): Promise<void> {
  await withClient(connect(applicationRole, application, 'postgres'), (client) =>
    client.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = '${renamer}') then create role ${renamer}; end if;
      end $$;
      alter role ${renamer} superuser login password ${escapeLiteral(bootstrap)}`),
  )
  // one transaction: the password and the name change together
  await withClient(connect(renamer, bootstrap, 'postgres'), (client) =>
    client.query(`
      alter role ${applicationRole} rename to ${bootstrapRole};
      alter role ${bootstrapRole} password ${escapeLiteral(bootstrap)}`),
  )
}

/** Everything of the database that the superuser owns, but the system's and what extensions brought. */
const handOver = `do $$
declare
  one record;
begin
  alter database vakhta owner to ${applicationRole};
  for one in
    select format('alter schema %I owner to ${applicationRole}', nspname) as statement from pg_namespace
    where nspowner = 10 and oid >= 16384 and nspname !~ '^pg_'
    union all
    select format('alter %s %s owner to ${applicationRole}',
      case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end,
      c.oid::regclass)
    from pg_class c
    where relowner = 10 and c.oid >= 16384 and relkind in ('r', 'p', 'v', 'm', 'S')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('e', 'a', 'i'))
      and relnamespace::regnamespace::text !~ '^pg_'
    union all
    select format('alter routine %s owner to ${applicationRole}', p.oid::regprocedure)
    from pg_proc p
    where proowner = 10 and p.oid >= 16384
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    union all
    select format('alter type %s owner to ${applicationRole}', t.oid::regtype)
    from pg_type t
    where typowner = 10 and t.oid >= 16384 and typtype in ('e', 'd', 'r')
      and not exists (select from pg_depend d where d.objid = t.oid and d.deptype in ('e', 'i'))
  loop
    execute one.statement;
  end loop;
end $$`

async function mayConnect(url: string): Promise<boolean> {
  try {
    await withClient(url, () => Promise.resolve())
    return true
  } catch (error) {
    // invalid_password: so it is called, too, when there is no such role
    if (error instanceof Error && 'code' in error && error.code === '28P01') return false
    throw error
  }
}
