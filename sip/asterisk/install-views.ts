import { readFile } from 'node:fs/promises'
import { defaultOutgoingLimits, outgoingCallsPerOperator } from '#contracts/dial-plan/outgoing-limits.ts'
import { costlyRows } from './outgoing-rules.ts'
import { fill } from './render-config.ts'

export interface InstallViewsOptions {
  /** Runs SQL (several statements) as the owner of the tables; a role that may create roles, or the role exists. */
  query: (sql: string) => Promise<unknown>
  database: string
  role: string
  password: string
  queue: { name: string }
  /** Of the company's calendar: who lives where is a matter of days. */
  timeZone: string
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const named = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * Creates or renews schema `asterisk` and the role by which Asterisk reads it. Run at every start: the views follow
 * the version of the product.
 */
export async function installViews(options: InstallViewsOptions): Promise<void> {
  const { role, password, database, queue, timeZone } = options
  if (!/^[a-z0-9-]+$/.test(queue.name)) throw new Error('the name of a queue is letters, digits and hyphens')
  const files = ['views.sql', 'lines.sql', 'kept-places.sql'].map((name) =>
    readFile(new URL(name, import.meta.url), 'utf8'),
  )
  const views = fill((await Promise.all(files)).join('\n'), {
    role: named(role),
    queueName: queue.name,
    timeZone: quoted(timeZone),
    costlyRows: costlyRows(),
    callsPerOperator: String(outgoingCallsPerOperator),
    callMinutes: String(defaultOutgoingLimits.outgoing_call_minutes),
    callsPerDay: String(defaultOutgoingLimits.outgoing_calls_per_day),
    minutesPerDay: String(defaultOutgoingLimits.outgoing_minutes_per_day),
  })
  await options.query(`
    begin;
    -- two processes that start at once must not both create
    select pg_advisory_xact_lock(hashtext('vakhta asterisk views'));
    do $role$ begin
      if not exists (select from pg_roles where rolname = ${quoted(role)}) then
        create role ${named(role)} login noinherit;
      end if;
    end $role$;
    alter role ${named(role)} with login password ${quoted(password)} connection limit 20;
    alter role ${named(role)} in database ${named(database)} set search_path = asterisk;
    alter role ${named(role)} in database ${named(database)} set statement_timeout = '3s';
    grant connect on database ${named(database)} to ${named(role)};
    ${views}
    commit;
  `)
}
