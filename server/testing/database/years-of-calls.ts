import type { Knex } from 'knex'

/**
 * 15,000 residents in 5,000 flats of 60 houses, 100,000 calls and 50,000 tasks of which 300 are open; every
 * resident has a number. Calls: `old:1` … `old:100000`, and `old:two`, `old:worker`, `old:hidden`.
 */
export async function fillWithYears(knex: Knex): Promise<void> {
  await knex.raw(`
    -- nobody searches in these years: listing them would take longer than filling them
    alter table calls disable trigger calls_listed;
    alter table tasks disable trigger tasks_listed;
    insert into towns (name) values ('Тюмень') on conflict do nothing;
    insert into streets (id, town, kind, name, search) overriding system value values (1, 'Тюмень', 'ул.', 'Лет', 'лет');
    insert into houses (id, street_id, number, note) overriding system value
      select n, 1, n, 'Ключи у консьержа' from generate_series(1, 60) n;
    insert into apartments (id, house_id, number, entrance, floor, riser) overriding system value
      select n, n % 60 + 1, n / 60 + 1, n / 60 / 20 + 1, n / 60 % 20 / 4 + 1, n / 60 % 4 + 1
      from generate_series(1, 5000) n;
    insert into residents (id, name) overriding system value
      select n, 'Житель ' || n from generate_series(1, 15000) n;
    insert into apartment_residents (apartment_id, resident_id, relation)
      select n % 5000 + 1, n, 'собственник' from generate_series(1, 15000) n;
    insert into phones (digits, apartment_id, resident_id)
      select (79220000000 + n)::text, n % 5000 + 1, n from generate_series(1, 15000) n;
    insert into phones (digits, apartment_id) values ('79220000001', 4000);
    insert into workers (id, name) overriding system value values (1, 'Рашид');
    insert into worker_groups (id, name, categories) overriding system value
      values (1, 'Сантехники', '{Водоснабжение}');
    insert into worker_group_members values (1, 1);
    insert into worker_phones values ('79230000001', 1);
    insert into classifier (id, place, category, problem, basis) overriding system value
      select n, 'Квартира', case when n = 1 then 'Водоснабжение' else 'Прочее ' || n end, 'Течь', 'срок'
      from generate_series(1, 30) n;

    insert into calls (id, source, direction, state, from_number, from_digits, display_name, to_number, arrived_at,
        answered_at, ended_at, result, legs, version)
      select 'old:' || n, 'old', 'in', 'ended', '+' || 79220000000 + n % 15000 + 2, (79220000000 + n % 15000 + 2)::text,
        '', '112', at, at + interval '9 s', at + interval '99 s', 'answered', '[]', 8
      from generate_series(1, 100000) n, lateral (select timestamptz '2025-01-01' + n * interval '9 min') t(at);
    insert into calls (id, source, direction, state, from_number, from_digits, display_name, to_number, arrived_at,
        legs, version)
      select 'old:' || name, 'old', 'in', 'ringing', digits, digits, '', '112', '2026-11-22', '[]', 1
      from (values ('two', '79220000001'), ('worker', '79230000001'), ('hidden', '')) as v (name, digits);

    insert into tasks (id, number, status, source, house_id, apartment_id, classifier_id, created_at, updated_at)
      overriding system value
      select n, '25-' || n, case when n > 49700 then 'new' else 'closed' end, 'call', (n % 5000 + 1) % 60 + 1,
        n % 5000 + 1, n % 30 + 1, '2026-01-01', '2026-01-01'
      from generate_series(1, 50000) n;
    insert into task_calls (task_id, call_id, kind, at)
      select n, 'old:' || n * 2 - 1, 'origin', '2026-01-01' from generate_series(1, 50000) n;
    alter table calls enable trigger calls_listed;
    alter table tasks enable trigger tasks_listed;
    analyze;
  `)
}
