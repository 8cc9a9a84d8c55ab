import type { Knex } from 'knex'
import { query } from '#server/platform/db/sql.ts'
import { streetNames } from './large-town.ts'

export interface SearchableSize {
  calls: number
  tasks: number
  /** Who calls again and again; one call in twenty is a stranger's. */
  people: number
}

/** The same number each time for the same `n`, below `below`. */
const chance = (n: string, seed: number, below: string | number): string =>
  `abs(hashint8extended(${n}, ${seed})) % ${below}`

const numberOf = (person: string): string =>
  `(array['7922','7912','7904','7982'])[${chance(person, 1, 4)} + 1]
   || lpad((${chance(person, 2, 10_000_000)})::text, 7, '0')`

/** One in five has a name that the trunk tells. */
const nameOf = (person: string): string => `case when ${chance(person, 3, 5)} = 0 then
   (array['Иванов','Смирнов','Кузнецов','Попов','Васильев','Петров','Соколов','Михайлов','Новиков','Фёдоров','Морозов',
     'Волков','Алексеев','Лебедев','Семёнов','Егоров','Павлов','Козлов','Степанов','Николаев','Щукин','Юдашкин'])[
     ${chance(person, 4, 22)} + 1] || (array['','а'])[${chance(person, 5, 2)} + 1] || ' ' ||
   (array['Александр','Борис','Василий','Григорий','Дмитрий','Евгений','Иван','Константин','Леонид','Михаил','Николай',
     'Олег','Павел','Анна','Вера','Галина','Дарья','Елена','Жанна','Зоя'])[${chance(person, 6, 20)} + 1]
   || ' ' || chr((${chance(person, 7, 28)})::integer + 1040) || '.' else '' end`

/** A leg as an answered call keeps it: what makes rows as long as they are. */
const leg = JSON.stringify({
  id: '1764230400.17',
  party: { kind: 'operator', sipUsername: 'op-7' },
  offeredAt: '2026-11-22T08:00:01.000Z',
  answeredAt: '2026-11-22T08:00:09.000Z',
  endedAt: '2026-11-22T08:01:39.000Z',
  result: 'answered',
})

/**
 * Ten years of calls and tasks in a town of 1,000 streets and 200,000 flats, evenly spread: numbers of four areas, names
 * beside one in five, tasks of which one in ten was discarded, each with the call that made it.
 */
export async function fillSearchableYears(
  knex: Knex,
  { calls, tasks, people }: SearchableSize,
): Promise<void> {
  const years = `(interval '3650 days' / ${calls})`
  const streets = JSON.stringify(streetNames().map(({ kind, name }) => `${kind} ${name}`))
  await query(
    knex,
    `insert into calls (id, source, direction, state, from_number, from_digits, display_name, to_number, queue,
       arrived_at, queued_at, answered_at, ended_at, ended_by, result, operator, legs, version)
     select 'asterisk:1450000000.' || n, 'asterisk', 'in', 'ended', '+' || ${numberOf('person')}, ${numberOf('person')},
       ${nameOf('person')}, '112', 'main', at, at, case when n % 5 > 0 then at + interval '9 s' end,
       at + interval '99 s', 'caller', case when n % 5 > 0 then 'answered' else 'abandoned' end,
       case when n % 5 > 0 then 'op-7' end, ?::jsonb, 8
     from generate_series(1, ${calls}) n
     cross join lateral (select case when n % 20 = 0 then 1000000000 + n else ${chance('n', 8, people)} end) p (person)
     cross join lateral (select date_trunc('milliseconds', timestamptz '2016-11-22' + n * ${years})) t (at)`,
    [`[${leg}]`],
  )
  await query(
    knex,
    `insert into tasks (id, number, status, source, text, address, applicant_name, applicant_phone, applicant_digits,
       created_at, registered_at, updated_at)
       overriding system value
     select n, case when n % 10 > 0 then to_char(at, 'YY') || '-' || lpad((n % 1000000)::text, 6, '0') end,
       case when n % 10 = 0 then 'discarded' when n > ${tasks} - 300 then 'new' else 'closed' end, 'call',
       'Течёт стояк в ванной, перекрыть не могут', address, 'Житель', '+' || ${numberOf('person')},
       ${numberOf('person')}, at, case when n % 10 > 0 then at + interval '2 min' end, at + interval '1 day'
     from generate_series(1, ${tasks}) n
     cross join lateral (select ${chance('n', 9, people)}) p (person)
     cross join lateral (select timestamptz '2016-11-22' + n * (interval '3650 days' / ${tasks})) t (at)
     cross join lateral (
       select (?::jsonb ->> (${chance('n', 10, 1_000)})::integer) || ', ' || (${chance('n', 11, 4)} * 3 + 1)
         || ', кв. ' || (${chance('n', 12, 50)} + 1)
     ) a (address)`,
    [streets],
  )
  await knex.raw(
    `insert into task_calls (task_id, call_id, kind, at)
     select n, 'asterisk:1450000000.' || n * ${Math.floor(calls / tasks)}, 'origin', '2026-01-01'
     from generate_series(1, ${tasks}) n`,
  )
}
