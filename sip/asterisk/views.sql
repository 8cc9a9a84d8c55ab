-- What Asterisk may know, as views over our own tables (res_config_pgsql, PJSIP realtime, app_queue).
-- An operator exists for the PBX in the transaction that creates the sign-in; there are no copies to keep.
-- The role, the queue and its times are filled in by install-views.ts.
create schema if not exists asterisk;
drop view if exists asterisk.ps_endpoints, asterisk.ps_auths, asterisk.ps_aors, asterisk.queues, asterisk.queue_members,
  asterisk.intake, asterisk.shutdown_state, asterisk.spoken_shutdowns, asterisk.known_flats, asterisk.dial_plan,
  asterisk.outgoing_limits, asterisk.pjsip_trunks, asterisk.outgoing_trunks;

-- all who may have a phone: operators by their user, residents of the call page by their unexpired account
create view asterisk.ps_endpoints as
  select phone.id,
    phone.id as aors,
    phone.id as auth,
    phone.context,
    phone.callerid,
    'yes'::text as webrtc,
    'all'::text as disallow,
    'opus,alaw,ulaw'::text as allow,
    'username'::text as identify_by,
    -- over WebSocket from our front alone: the secret is of no use over the trunk's UDP, from wherever
    'ws'::text as transport,
    'front'::text as acl,
    'no'::text as direct_media,
    'no'::text as rewrite_contact,
    'yes'::text as rtp_symmetric,
    '30'::text as rtp_timeout,
    '600'::text as rtp_timeout_hold,
    -- a page that is cut off answers no refresh, and its call must not end by that: rtp_timeout finds the dead
    'no'::text as timers,
    phone.allow_transfer,
    'no'::text as trust_id_inbound,
    'yes'::text as send_pai,
    phone.set_var,
    ''::text as mailboxes
  from (
    select u.sip_username as id, 'operators'::text as context, 'yes'::text as allow_transfer,
      -- where a REFER of this phone may lead
      'TRANSFER_CONTEXT=transfers'::text as set_var,
      '"' || regexp_replace(u.name, '["\\<>[:cntrl:]]', '', 'g') || '" <' || u.sip_username || '>' as callerid
    from public.users u
    where u.sip_username is not null and u.is_active
    union all
    -- whose calls at once are counted together
    select a.username, 'from-page', 'no', 'VISITOR=' || a.visitor,
      '"' || regexp_replace(a.display_name, '["\\<>[:cntrl:]]', '', 'g') || '" <'
        || regexp_replace(a.number, '[^0-9+]', '', 'g') || '>'
    from public.sip_accounts a
    where a.kind = 'caller' and a.expires_at > now()
  ) phone;

create view asterisk.ps_auths as
  select a.username as id,
    'digest'::text as auth_type,
    a.username as username,
    'MD5:' || a.ha1_md5 as password_digest,
    a.realm as realm,
    -- SIP.js gives up at a challenge that it does not know, so only MD5 is offered
    'MD5'::text as supported_algorithms_uas
  from public.sip_accounts a
  left join public.users u on u.id = a.user_id
  where a.expires_at > now() and (a.kind = 'caller' or u.is_active);

-- qualify_frequency above 0: without it a phone that appears later stays "Unavailable" and is never rung
create view asterisk.ps_aors as
  select e.id,
    '1'::text as max_contacts,
    'yes'::text as remove_existing,
    'yes'::text as remove_unavailable,
    '10'::text as qualify_frequency,
    '3.0'::text as qualify_timeout,
    '120'::text as maximum_expiration,
    '30'::text as minimum_expiration
  from asterisk.ps_endpoints e;

-- The flats that a number is known to today, by the day of the company's calendar: by the same rule as the card of the
-- caller (places_of_numbers). Asterisk has no rights to what the rule reads, so it runs by the owner's; in a schema of
-- its own, which Asterisk may not use, so that it is asked by `intake` alone.
create schema if not exists asterisk_inner;
revoke all on schema asterisk_inner from public;
-- a zone that PostgreSQL does not know must stop the installation, not calls
select now() at time zone {{timeZone}};
create or replace function asterisk_inner.flats_of(number text) returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(
    select apartment_id from places_of_numbers(array[number], (now() at time zone {{timeZone}})::date))
$$;

-- What can be played at this moment. A planned one begins by the clock, with no process of ours alive. The version is
-- that of the file: a caller is noted for the text that he heard. File names are pieces of a dialplan, so only those
-- that server/features/shutdown/speech/speech-files.ts makes are taken. `late`: the term passed and the text was not made anew.
create view asterisk.spoken_shutdowns as
  select s.id, s.kind, s.starts_at,
    s.id || ':' || substring(s.speech_file from '-([0-9]+)\.wav$') as told,
    left(s.speech_file, -4)
      || case when s.planned_end < now() and coalesce(s.speech_at < s.planned_end, true) then '&late' else '' end as files,
    case when s.question_file ~ '^[a-z0-9/-]+\.wav$' then left(s.question_file, -4) end as question
  from public.shutdowns s
  where s.status in ('planned', 'active') and s.starts_at <= now() and s.speech_file ~ '^[a-z0-9/-]+-[0-9]+\.wav$';

-- What a caller is told before the queue, by the digits of his number; one row, one query. `plan`: 'none', or
-- `<id>:<version>,…|<file>&<file>…`: for each shutdown the spoken addresses of his houses (while they are not made,
-- the prompt `your-house`) and its text; a name without a folder is a prompt. Row 'nobody' is for numbers that are in
-- no directory: the widest emergency of five houses or more, with its question as a third part. No `;` and no `^` in
-- values: Asterisk's realtime takes them apart.
create view asterisk.intake as
  select known.digits as phone, coalesce((
    select string_agg(one.told, ',' order by one.starts_at, one.id) || '|'
      || string_agg(one.files, '&' order by one.starts_at, one.id)
    from (
      select s.id, s.starts_at, s.told,
        coalesce(string_agg(distinct left(house.speech_file, -4) || '&', ''), 'your-house&') || s.files as files
      from public.apartments flat
      join public.shutdown_houses h on h.house_id = flat.house_id
        and (h.entrances is null or flat.entrance is null or flat.entrance = any(h.entrances))
      join asterisk.spoken_shutdowns s on s.id = h.shutdown_id
      left join public.houses house on house.id = h.house_id and house.speech_file ~ '^[a-z0-9/-]+\.wav$'
      where flat.id = any(known.flats)
      group by s.id, s.starts_at, s.told, s.files
      -- nobody listens to more, and a variable of the dialplan holds 4 kB
      order by s.starts_at desc, s.id desc
      limit 5
    ) one), 'none') as plan
  from (
    select number.digits, flats.flats
    from (
      select digits, bool_or(is_other) as is_other
      from (
        select digits, false as is_other from public.phones
        -- ours and those of other organisations are not asked where they live
        union all select digits, true from public.worker_phones
        union all select digits, true from public.organisation_phones
      ) one
      group by digits
    ) number
    cross join asterisk_inner.flats_of(number.digits) as flats (flats)
    where number.is_other or flats.flats <> '{}'
  ) known
  union all
  select 'nobody', widest.told || '|' || widest.files || '|' || widest.question
  from (
    select s.told, s.files, s.question
    from asterisk.spoken_shutdowns s
    cross join lateral (select count(*) as houses from public.shutdown_houses h where h.shutdown_id = s.id) size
    where s.kind = 'emergency' and s.question is not null and size.houses >= 5
    order by size.houses desc, s.id desc
    limit 1
  ) widest;

-- asked again while a caller listens
create view asterisk.shutdown_state as
  select id, case when status in ('planned', 'active') then 'live' else 'over' end as state from public.shutdowns;

-- What may be dialled beyond extensions.conf (pbx_realtime). Context `allowed`: what costs more or is abroad, if a
-- setting allows it. Context `transfers`: numbers of our directory, to which an operator may send a resident; the plan
-- decides on them once more.
create view asterisk.dial_plan as
  select 'allowed'::text as context, costly.exten, '1'::text as priority, 'Goto'::text as app,
    'outgoing,${FILTER(0-9+,${EXTEN})},1'::text as appdata
  from (values
    {{costlyRows}}
  ) costly (dial_class, exten)
  join public.settings s on s.data -> ('dial_' || costly.dial_class) = 'true'::jsonb
  union all
  select 'transfers', ways.exten, '1', 'Goto', 'operators,${FILTER(0-9+,${EXTEN})},1'
  from (select digits from public.worker_phones union select digits from public.organisation_phones) ours
  cross join lateral (values
    ('+' || ours.digits), (ours.digits), (regexp_replace(ours.digits, '^7(?=[0-9]{10}$)', '8'))
  ) ways (exten)
  where ours.digits ~ '^[0-9]{6,15}$';

-- calls an operator | minutes a call | calls a day | minutes a day; what is not set has the default of extensions.conf
create view asterisk.outgoing_limits as
  select '1'::text as id, '{{callsPerOperator}}|' || concat_ws('|',
    coalesce(s.data ->> 'outgoing_call_minutes', '{{callMinutes}}'),
    coalesce(s.data ->> 'outgoing_calls_per_day', '{{callsPerDay}}'),
    coalesce(s.data ->> 'outgoing_minutes_per_day', '{{minutesPerDay}}')) as limits
  from public.settings s
  where not exists (
    select from (values ('outgoing_call_minutes'), ('outgoing_calls_per_day'), ('outgoing_minutes_per_day')) one (key)
    where coalesce(s.data ->> one.key, '0') !~ '^[0-9]{1,6}$')
    -- no limit at all is what a time of 0 would be
    and coalesce(s.data ->> 'outgoing_call_minutes', '1') <> '0';

-- Trunks, the lines to providers, as a file of PJSIP's configuration (static realtime: extconfig.conf names it `pjsip_trunks.conf`).
-- Asterisk reads it at its start and when it is told to reload, and keeps it: with the database away they go on.
-- The address of each is let in beside those of known.conf, which the set-up knows; a provider that is told by name has
-- addresses that only its lookup knows, so there is no list then, and `identify` alone says who it is.
create view asterisk.pjsip_trunks as
  with trunk as (
    select t.*, 'trunk-' || t.id as endpoint,
      regexp_split_to_array(case when t.addresses = '' then t.host else t.addresses end, '\s*,\s*') as known_at
    from public.trunks t
    where t.origin = 'own' and t.is_on and t.host <> ''
  ), known as (
    select distinct unnest(trunk.known_at) as address from trunk
  )
  select row_number() over () as id, one.metric as cat_metric, one.rank as var_metric,
    'pjsip_trunks.conf'::text as filename, one.category, one.name as var_name, one.value as var_val, 0 as commented
  from (
    select trunk.id * 10 + part.metric, part.rank, trunk.endpoint, part.name, part.value
    from trunk
    cross join lateral (values
      (1, 1, 'type', 'endpoint'),
      (1, 2, 'transport', trunk.transport),
      (1, 2, 'context', 'from-provider'),
      (1, 2, 'identify_by', 'ip'),
      (1, 2, 'disallow', 'all'),
      (1, 3, 'allow', trunk.codecs),
      (1, 2, 'aors', trunk.endpoint),
      (1, 2, 'direct_media', 'no'),
      (1, 2, 'rtp_symmetric', 'yes'),
      (1, 2, 'rtp_timeout', '30'),
      (1, 2, 'rtp_timeout_hold', '600'),
      (1, 2, 'timers', 'yes'),
      (1, 2, 'timers_sess_expires', '300'),
      (1, 2, 'allow_transfer', 'no'),
      (1, 2, 'trust_id_inbound', 'yes'),
      (1, 2, 'send_pai', 'no'),
      (1, 2, 'send_rpid', 'no'),
      (1, 2, 'send_connected_line', 'no'),
      (1, 2, 'media_encryption', case when trunk.srtp then 'sdes' else 'no' end),
      -- whoever speaks over it, in either direction, counts against its limit
      (1, 4, 'set_var', 'GROUP(trunk)=' || trunk.endpoint),
      (1, 4, 'set_var', 'TRUNK_AREA=' || case when trunk.numbers_in = 'short' then trunk.area_code else '' end),
      (1, 2, 'outbound_auth', case when trunk.username <> '' then trunk.endpoint end),
      (1, 2, 'from_user', case when trunk.registers then trunk.username end),
      (1, 2, 'from_domain', case when trunk.registers then trunk.host end),
      (2, 1, 'type', 'aor'),
      (2, 2, 'contact', 'sip:' || trunk.host || ':' || trunk.port
        || case trunk.transport when 'udp' then '' else ';transport=' || trunk.transport end),
      (2, 2, 'qualify_frequency', case when trunk.is_probed then '5' else '0' end),
      -- the longest time in which a call still tries a trunk that has just fallen silent: 7 s
      (2, 2, 'qualify_timeout', '2.0'),
      (3, 1, 'type', case when trunk.username <> '' then 'auth' end),
      (3, 2, 'auth_type', case when trunk.username <> '' then 'digest' end),
      (3, 2, 'username', nullif(trunk.username, '')),
      (3, 2, 'password', case when trunk.username <> '' then trunk.secret end),
      (4, 1, 'type', case when trunk.registers then 'registration' end),
      (4, 2, 'transport', case when trunk.registers then trunk.transport end),
      (4, 2, 'outbound_auth', case when trunk.registers then trunk.endpoint end),
      (4, 2, 'server_uri', case when trunk.registers then 'sip:' || trunk.host || ':' || trunk.port
        || case trunk.transport when 'udp' then '' else ';transport=' || trunk.transport end end),
      (4, 2, 'client_uri', case when trunk.registers then 'sip:' || trunk.username || '@' || trunk.host end),
      (4, 2, 'contact_user', case when trunk.registers then trunk.username end),
      -- a provider that is back is found by itself
      (4, 2, 'expiration', case when trunk.registers then '300' end),
      (4, 2, 'retry_interval', case when trunk.registers then '10' end),
      (4, 2, 'forbidden_retry_interval', case when trunk.registers then '60' end),
      (4, 2, 'fatal_retry_interval', case when trunk.registers then '60' end),
      (4, 2, 'auth_rejection_permanent', case when trunk.registers then 'no' end),
      (4, 2, 'max_random_initial_delay', case when trunk.registers then '0' end),
      (4, 2, 'max_retries', case when trunk.registers then '1000000' end),
      (5, 1, 'type', 'identify'),
      (5, 2, 'endpoint', trunk.endpoint)
    ) part (metric, rank, name, value)
    where part.value is not null
    union all
    select trunk.id * 10 + 5, 3, trunk.endpoint, 'match', address
    from trunk cross join lateral unnest(trunk.known_at) address
    union all
    select * from (values
      (0, 1, 'known', 'type', 'acl'),
      (0, 2, 'known', 'deny', case when not exists (select from known where address !~ '^[0-9./]+$')
        then '0.0.0.0/0.0.0.0' end),
      (0, 3, 'known', '#include', 'known.conf')
    ) strangers (metric, rank, category, name, value)
    where value is not null
    union all
    select 0, 4, 'known', 'permit', address from known where address ~ '^[0-9./]+$'
  ) one (metric, rank, category, name, value);

-- In which order outgoing calls take the trunks: `<endpoint>/<form of numbers>/<area code>/<limit>/<our number>`, parted
-- by `&`; 'none' when all are off. That of the environment variables is there in every installation, and is passed by
-- where they name none. No row at all: the database is away, and the order that was read last holds.
create view asterisk.outgoing_trunks as
  select '1'::text as id, coalesce(string_agg(
    concat_ws('/', case t.origin when 'environment' then 'trunk' else 'trunk-' || t.id end, t.numbers_out,
      t.area_code, t.call_limit, t.caller_number), '&' order by t.position, t.id), 'none') as trunks
  from public.trunks t
  where t.is_on and (t.origin = 'environment' or t.host <> '');

revoke all on schema asterisk from public;
grant usage on schema asterisk to {{role}};
grant select on asterisk.ps_endpoints, asterisk.ps_auths, asterisk.ps_aors, asterisk.intake,
  asterisk.shutdown_state, asterisk.dial_plan, asterisk.outgoing_limits, asterisk.pjsip_trunks,
  asterisk.outgoing_trunks to {{role}};
