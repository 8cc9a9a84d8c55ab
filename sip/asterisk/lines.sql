-- Where a call of a line goes, as Asterisk asks it (ADR 0036). The same as server/domain/line/way.ts: a test holds both
-- against each other. Values stand in a dialplan: only digits, words and file names that are made here.
drop view if exists asterisk.line_way, asterisk.step_way;

create or replace function asterisk_inner.moment() returns timestamptz
language sql stable set search_path = public, pg_temp as $$ select now() $$;

-- the queue of queues.conf by which a queue of ours is served
create or replace function asterisk_inner.queue_name(slot integer, data jsonb) returns text
language sql immutable set search_path = public, pg_temp as $$
  select case when slot = 1 and kind = 'one' then '{{queueName}}' else 'q' || slot || '-' || kind end
  from (
    select case when data ->> 'strategy' = 'all' then 'all' else 'one' end
      || case when data ->> 'isFirst' = 'true' then '-first' else '' end as kind
  ) one
$$;

-- spoken texts are named by themselves: server/features/line/line-speech.ts
create or replace function asterisk_inner.text_file(text text) returns text
language sql immutable set search_path = public, pg_temp as $$
  select case when text = '' then '' else 'lines/' || md5(text) end
$$;

-- by the owner's rights: Asterisk may not use this schema, and the view asks for this
create or replace function asterisk_inner.steps(chain jsonb) returns text
language sql immutable security definer set search_path = public, pg_temp as $$
  select coalesce(string_agg(
    case step ->> 'kind'
      when 'queue' then 'queue-' || (step ->> 'queueId')::bigint
      when 'menu' then 'menu-' || (step ->> 'menuId')::bigint
      when 'announcement' then 'say-' || asterisk_inner.text_file(step ->> 'text')
      when 'number' then 'number-' || regexp_replace(step ->> 'digits', '[^0-9]', '', 'g')
      when 'voicemail' then 'voicemail'
      when 'hangUp' then 'hangup'
      else 'callback'
    end, '&' order by place), '')
  from jsonb_array_elements(chain) with ordinality as one (step, place)
$$;

create or replace function asterisk_inner.is_day(schedule bigint, at timestamptz) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select not exists (select from night_mode where started_at <= at and at < ends_at) and (schedule is null or exists (
    select from schedules s
    cross join lateral (select at at time zone {{timeZone}} as clock) here
    cross join lateral (select coalesce(
      (select e -> 'hours' from jsonb_array_elements(s.data -> 'exceptions') e
        where e ->> 'date' = to_char(here.clock, 'YYYY-MM-DD') limit 1),
      s.data -> 'week' -> coalesce(
        (select case c.kind when 'off' then 6 else 0 end from calendar_days c
          where s.data ->> 'usesCalendar' = 'true' and c.day = here.clock::date),
        extract(isodow from here.clock)::integer - 1)) as hours) day
    cross join lateral jsonb_array_elements(day.hours) h
    cross join lateral (
      select extract(hour from here.clock)::integer * 60 + extract(minute from here.clock)::integer as minute) now
    where s.id = schedule and now.minute >= (h ->> 'from')::integer and now.minute < (h ->> 'to')::integer))
$$;

-- runs by the owner's rights: Asterisk sees no table
create or replace function asterisk_inner.line_ways(at timestamptz) returns table (dialled text, plan text)
language sql stable security definer set search_path = public, pg_temp as $$
  select ways.dialled,
    -- its own words, else its company's
    l.id || '|' || asterisk_inner.text_file(coalesce(nullif(l.data ->> 'greeting', ''), c.greeting)) || '|'
      || (l.data ->> 'priority')::integer || '|' || asterisk_inner.steps(case
        when asterisk_inner.is_day((l.data ->> 'scheduleId')::bigint, at) then l.data -> 'byDay'
        else l.data -> 'byNight' end)
  from lines l
  join companies c on c.id = l.company_id
  cross join lateral (
    select coalesce(l.digits, 'any') as dialled
    union all select '8' || substring(l.digits from 2) where l.digits ~ '^7[0-9]{10}$'
    union all select substring(l.digits from 2) where l.digits ~ '^7[0-9]{10}$'
  ) ways
$$;

-- by the digits that were dialled, or 'any': `<line>|<file of its greeting>|<priority>|<step>&<step>…`
create view asterisk.line_way as
  select * from asterisk_inner.line_ways(asterisk_inner.moment());

-- What a step is made of. A queue (`default`: of who is on no line, or in danger): `<queue>|<seconds>|<steps after it>`;
-- a menu: its file, then under `<menu>-<key>` and `<menu>-none` the steps.
create view asterisk.step_way as
  select names.step, asterisk_inner.queue_name(q.slot, q.data) || '|' || coalesce(q.data ->> 'waitSeconds', '') || '|'
    || asterisk_inner.steps(q.data -> 'overflow') as plan
  from public.queues q
  cross join lateral (select 'queue-' || q.id as step union all select 'default' where q.slot = 1) names
  union all
  select 'menu-' || m.id, asterisk_inner.text_file(m.data ->> 'text') from public.menus m
  union all
  select 'menu-' || m.id || '-' || (k ->> 'key'), asterisk_inner.steps(k -> 'steps')
  from public.menus m
  cross join lateral jsonb_array_elements(m.data -> 'keys') k
  union all
  select 'menu-' || m.id || '-none', asterisk_inner.steps(m.data -> 'otherwise') from public.menus m;

-- Members of each queue of ours. uniqueid must be stable for the member: app_queue takes it for the member's identity.
create view asterisk.queue_members as
  select md5(queue.name || '/' || u.user_id) as uniqueid,
    queue.name as queue_name,
    'PJSIP/' || u.sip_username as interface,
    u.sip_username as membername,
    'PJSIP/' || u.sip_username as state_interface,
    case when q.data ->> 'strategy' = 'skillFirst' then coalesce(skill.own, '0') else '0' end as penalty,
    ''::varchar(80) as reason_paused,
    -- a pause, the rest after a call, or a page that proves nothing (ADR 0012)
    case when u.is_offered then '0' else '1' end as paused
  from public.queues q
  cross join lateral (select asterisk_inner.queue_name(q.slot, q.data) as name) queue
  cross join public.operator_offers u
  left join lateral (
    select o ->> 'order' as own
    from jsonb_array_elements(case jsonb_typeof(q.data -> 'operators') when 'array' then q.data -> 'operators' end) o
    where (o ->> 'userId')::bigint = u.user_id
    limit 1
  ) skill on true
  where jsonb_typeof(q.data -> 'operators') = 'null' or skill.own is not null;

grant select on asterisk.line_way, asterisk.step_way, asterisk.queue_members to {{role}};
