import type { Knex } from 'knex'

/**
 * Trunks: lines to telephone providers. The first is that of the environment variables, of which Asterisk's own configuration
 * knows everything but its turn; an installation that has none sees nothing of it. `secret` is read by the view
 * `asterisk.pjsip_trunks` alone.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table trunks (
      id bigint generated always as identity primary key,
      origin text not null default 'own' check (origin in ('environment', 'own')),
      name text not null,
      host text not null default '',
      port integer not null default 5060,
      transport text not null default 'udp' check (transport in ('udp', 'tcp', 'tls')),
      srtp boolean not null default false,
      registers boolean not null default false,
      username text not null default '',
      secret text not null default '',
      addresses text not null default '',
      codecs text not null default 'alaw,ulaw',
      caller_number text not null default '',
      numbers_out text not null default 'dialled'
        check (numbers_out in ('dialled', 'e164', 'digits', 'national', 'short')),
      numbers_in text not null default 'full' check (numbers_in in ('full', 'short')),
      area_code text not null default '',
      call_limit integer not null default 0,
      is_probed boolean not null default true,
      is_on boolean not null default true,
      position integer not null,
      version integer not null default 1,
      -- the last test call: contracts/trunk.ts, TrunkTest
      test jsonb
    );
    create unique index trunks_environment on trunks (origin) where origin = 'environment';
    insert into trunks (origin, name, is_probed, position) values ('environment', 'Основная линия', false, 1);
    create table trunk_history (
      trunk_id bigint not null references trunks on delete cascade,
      version integer not null,
      at timestamptz not null,
      user_id bigint references users,
      fields jsonb not null,
      primary key (trunk_id, version)
    )
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table trunk_history, trunks')
}
