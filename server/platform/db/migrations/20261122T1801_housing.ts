import type { Knex } from 'knex'

/**
 * The housing directory as domain.md section 6 lists it: towns, microdistricts, what feeds a house (heating points and
 * feeders, one for each service), entrances, apartment cards with periods, groups of workers, and the history of rules.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table towns (
      id bigint generated always as identity primary key,
      name text not null unique,
      fias_id uuid unique
    );
    insert into towns (name) select distinct town from streets;
    alter table streets add column fias_id uuid unique,
      add constraint streets_town_fkey foreign key (town) references towns (name) on update cascade;

    create table services (
      key text primary key,
      name text not null,
      position integer not null
    );
    insert into services (key, name, position) values
      ('coldWater', 'Холодная вода', 1), ('hotWater', 'Горячая вода', 2), ('heating', 'Отопление', 3),
      ('sewerage', 'Водоотведение', 4), ('power', 'Электричество', 5), ('gas', 'Газ', 6), ('lift', 'Лифт', 7),
      ('refuse', 'Мусоропровод', 8), ('intercom', 'Домофон', 9);

    create table microdistricts (
      id bigint generated always as identity primary key,
      name text not null unique
    );
    -- ЦТП, котельная, насосная, трансформаторная подстанция: what stands between a network and its houses
    create table supply_points (
      id bigint generated always as identity primary key,
      kind text not null check (kind in ('heatPoint','feeder')),
      name text not null,
      organisation_id bigint references organisations on delete set null,
      unique (kind, name)
    );

    alter table houses
      add column number_key text not null default '',
      add column fias_id uuid unique,
      add column year_built integer check (year_built between 1700 and 2200),
      add column microdistrict_id bigint references microdistricts on delete set null,
      add column managed_from date,
      add column managed_to date,
      add column power_sources integer not null default 1 check (power_sources in (1, 2)),
      add column has_gas boolean not null default false,
      add column lifts integer not null default 0 check (lifts >= 0),
      add column keys text not null default '',
      add column version integer not null default 1,
      add check (managed_to is null or managed_from is null or managed_to >= managed_from);
    -- the same as normalised and houseKey of domain/directory/normalise.ts; a test holds them together
    create function normalised(line text) returns text language sql immutable as $$
      select trim(regexp_replace(regexp_replace(replace(lower(line), 'ё', 'е'), '[«»"''.,;()]', ' ', 'g'),
        '\\s+', ' ', 'g'))
    $$;
    create function house_key(number text) returns text language sql immutable as $$
      select regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(normalised(number),
        '^(дом|д)(\\?=[\\s\\d])', ''),
        '\\s*(корпус|корп|к)\\s*(\\?=\\d)', '/'),
        '\\s*(строение|стр|с)\\s*(\\?=\\d)', 'с'),
        '(\\d)[\\s-]*(\\?:литера|литер|лит|буква|корпус|корп|к)\\?[\\s-]*([а-я])$', '\\1\\2'),
        '\\s+', '', 'g')
    $$;
    -- whoever writes a house or a person, the key that searches go by is made here
    create function set_house_key() returns trigger language plpgsql as $$
    begin
      new.number_key := house_key(new.number);
      return new;
    end $$;
    create trigger houses_number_key before insert or update of number, number_key on houses
      for each row execute function set_house_key();
    create function set_resident_search() returns trigger language plpgsql as $$
    begin
      new.search := normalised(new.name);
      return new;
    end $$;
    update houses set number_key = '';
    create index houses_number on houses (street_id, number_key text_pattern_ops);
    create index houses_microdistrict on houses (microdistrict_id) where microdistrict_id is not null;

    create table house_supply (
      house_id bigint not null references houses on delete cascade,
      service text not null references services,
      supply_point_id bigint not null references supply_points on delete cascade,
      primary key (house_id, service)
    );
    create index house_supply_point on house_supply (supply_point_id, service);

    create table entrances (
      house_id bigint not null references houses on delete cascade,
      number integer not null check (number > 0),
      flat_from integer,
      flat_to integer,
      floors integer,
      lifts integer not null default 0,
      door_code text not null default '',
      primary key (house_id, number)
    );

    alter table apartments
      add column number_key text generated always as (replace(lower(number), 'ё', 'е')) stored,
      add column kind text not null default 'flat' check (kind in ('flat','nonResidential','parking','storage')),
      add column area_m2 numeric(8, 2) check (area_m2 > 0),
      add column account text not null default '',
      -- what people_living_count = false shows; true counts the card
      add column living_count integer check (living_count >= 0),
      add column version integer not null default 1;
    create index apartments_number on apartments (house_id, number_key);
    create index apartments_account on apartments (account) where account <> '';

    alter table residents add column search text not null default '', add column note text not null default '';
    create trigger residents_search_key before insert or update of name, search on residents
      for each row execute function set_resident_search();
    update residents set search = '';
    create index residents_search on residents using gin (search gin_trgm_ops);

    -- one line of the card (поквартирная карточка): a person may come back, so a period is a row of its own
    alter table apartment_residents drop constraint apartment_residents_pkey;
    alter table apartment_residents
      add column id bigint generated always as identity primary key,
      -- registered here and living elsewhere is no resident for the count
      add column is_living boolean not null default true,
      add check (lives_to is null or lives_from is null or lives_to >= lives_from);
    create unique index apartment_residents_once on apartment_residents
      (apartment_id, resident_id, coalesce(lives_from, '-infinity'::date));
    create index apartment_residents_apartment on apartment_residents (apartment_id);

    alter table phones
      add column kind text not null default 'mobile' check (kind in ('mobile','home','work','other')),
      add column times_used integer not null default 0,
      add column is_confirmed boolean not null default false,
      add column known_since timestamptz not null default now(),
      -- a number that moved: kept for history, known to the flat no more
      add column known_until timestamptz;
    create index phones_apartment on phones (apartment_id);
    create index phones_resident on phones (resident_id) where resident_id is not null;
    create index phones_digits on phones using gin (digits gin_trgm_ops);

    -- The flats that numbers are known to on a day: given to the flat, unless the person who has it left (a home
    -- telephone stays where the wire is); and wherever that person lives, unless the number was taken from there.
    -- Asked by the caller's card, by drafts and by the PBX alike.
    create function places_of_numbers(numbers text[], today date)
    returns table (digits text, apartment_id bigint, resident_id bigint, last_used_at timestamptz)
    language sql stable as $$
      select distinct on (known.digits, known.apartment_id)
        known.digits, known.apartment_id, known.resident_id, known.last_used_at
      from (
        select p.digits, p.apartment_id, p.last_used_at, 1 as turn,
          case when stay.has_left then null else p.resident_id end as resident_id
        from phones p
        left join lateral (
          select count(*) > 0 and not bool_or((ar.lives_from is null or ar.lives_from <= today)
            and (ar.lives_to is null or ar.lives_to >= today)) as has_left
          from apartment_residents ar
          where ar.apartment_id = p.apartment_id and ar.resident_id = p.resident_id
        ) stay on true
        where p.digits = any(numbers) and p.digits <> '' and p.known_until is null
          and (p.kind = 'home' or not coalesce(stay.has_left, false))
        union all
        select p.digits, ar.apartment_id, null, 2, p.resident_id
        from phones p
        join apartment_residents ar on ar.resident_id = p.resident_id
        where p.digits = any(numbers) and p.digits <> '' and p.known_until is null and p.kind <> 'home'
          and (ar.lives_from is null or ar.lives_from <= today) and (ar.lives_to is null or ar.lives_to >= today)
          and not exists (select from phones taken where taken.digits = p.digits
            and taken.apartment_id = ar.apartment_id and taken.known_until is not null)
      ) known
      join apartments a on a.id = known.apartment_id and a.kind in ('flat','nonResidential')
      order by known.digits, known.apartment_id, known.turn
    $$;

    create table worker_groups (
      id bigint generated always as identity primary key,
      name text not null unique,
      -- the classifier's categories that it works on
      categories text[] not null default '{}'
    );
    create table worker_group_members (
      group_id bigint not null references worker_groups on delete cascade,
      worker_id bigint not null references workers on delete cascade,
      primary key (group_id, worker_id)
    );
    insert into worker_groups (name, categories)
      select group_name, (array_agg(distinct c) filter (where c is not null))
      from workers left join lateral unnest(categories) c on true where group_name <> '' group by group_name
      on conflict do nothing;
    update worker_groups set categories = '{}' where categories is null;
    insert into worker_group_members (group_id, worker_id)
      select g.id, w.id from workers w join worker_groups g on g.name = w.group_name;
    alter table workers drop column group_name, drop column categories;
    alter table workers add column profession text not null default '';

    alter table classifier
      add column service text references services,
      add column is_active boolean not null default true;
    -- the version that a task's clocks were computed with stays readable a year later (domain.md 2.4)
    create table classifier_versions (
      classifier_id bigint not null references classifier,
      rule_version integer not null,
      entry jsonb not null,
      changed_at timestamptz not null,
      by_user bigint references users,
      primary key (classifier_id, rule_version)
    );

    insert into classifier_versions (classifier_id, rule_version, entry, changed_at)
      select id, rule_version, jsonb_build_object('place', place, 'category', category, 'problem', problem,
        'service', service, 'isEmergency', is_emergency, 'dangerScript', danger_script, 'isActive', is_active,
        'informMinutes', inform_minutes, 'localizeMinutes', localize_minutes, 'restoreMinutes', restore_minutes,
        'eliminateMinutes', eliminate_minutes,
        'calendar', case when calendar_from is not null then jsonb_build_array(calendar_from, calendar_to) end,
        'basis', basis), now()
      from classifier;

    create table directory_history (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      by_user bigint references users,
      entity text not null check (entity in ('house','apartment','resident')),
      entity_id bigint not null,
      what text not null,
      -- {field: [before, after]}
      changes jsonb not null default '{}'
    );
    create index directory_history_entity on directory_history (entity, entity_id, id desc);

    -- what a person asked for, by his numbers
    create index tasks_applicant on tasks (applicant_digits) where applicant_digits <> '';

    create table imports (
      id bigint generated always as identity primary key,
      kind text not null check (kind in ('residents')),
      file_name text not null,
      file bytea not null,
      state text not null check (state in ('checking','ready','applying','done','failed')),
      -- read, good, faulty, new, changed, same; and done of total while it runs
      counts jsonb not null default '{}',
      columns jsonb not null default '[]',
      sample jsonb not null default '[]',
      faults jsonb not null default '[]',
      error text,
      by_user bigint not null references users,
      created_at timestamptz not null,
      finished_at timestamptz
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index tasks_applicant;
    drop table imports, directory_history, classifier_versions;
    alter table classifier drop column service, drop column is_active;
    alter table workers add column group_name text not null default '', add column categories text[] not null default '{}',
      drop column profession;
    update workers w set group_name = g.name, categories = g.categories
      from worker_group_members m join worker_groups g on g.id = m.group_id where m.worker_id = w.id;
    drop table worker_group_members, worker_groups;
    drop function places_of_numbers;
    drop index phones_apartment, phones_resident, phones_digits;
    delete from phones where known_until is not null;
    alter table phones drop column kind, drop column times_used, drop column is_confirmed, drop column known_since,
      drop column known_until;
    drop index apartment_residents_once, apartment_residents_apartment;
    delete from apartment_residents a using apartment_residents b
      where a.apartment_id = b.apartment_id and a.resident_id = b.resident_id and a.id < b.id;
    alter table apartment_residents drop constraint apartment_residents_pkey, drop column id, drop column is_living,
      add primary key (apartment_id, resident_id);
    drop index residents_search;
    drop trigger residents_search_key on residents;
    alter table residents drop column search, drop column note;
    drop index apartments_number, apartments_account;
    alter table apartments drop column number_key, drop column kind, drop column area_m2, drop column account,
      drop column living_count, drop column version;
    drop table entrances, house_supply;
    drop index houses_number, houses_microdistrict;
    drop trigger houses_number_key on houses;
    alter table houses drop column number_key, drop column fias_id, drop column year_built, drop column microdistrict_id,
      drop column managed_from, drop column managed_to, drop column power_sources, drop column has_gas,
      drop column lifts, drop column keys, drop column version;
    drop table supply_points, microdistricts, services;
    alter table streets drop constraint streets_town_fkey, drop column fias_id;
    drop table towns;
    drop function set_house_key, set_resident_search, house_key, normalised;
  `)
}
