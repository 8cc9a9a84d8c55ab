import type { Repositories } from '#server/repositories.ts'
import { query } from '#server/platform/db/sql.ts'
import { listOf } from '#server/features/task/db/status-list.ts'
import { openStatuses } from '#domain/task/states.ts'

/** Issue 7, 23. */
export const openTasks = 5000

/** Registered tasks that nobody has settled, as after a night without heating; a snapshot of some 3.6 MB. */
export async function seedTasks({ knex }: Repositories): Promise<void> {
  await query(
    knex,
    `insert into tasks (source, status, number, address, applicant_name, applicant_phone, applicant_digits, text,
       classifier_name, created_at, registered_at, updated_at, inform_by, localize_by, restore_by, version)
     select 'manual', (array[${listOf(openStatuses)}])[1 + n % ${openStatuses.length}], 'б-' || n,
       'ул. ' || (array['Республики', 'Мельникайте', 'Профсоюзная', 'Холодильная'])[1 + n % 4] || ', ' || n % 180 ||
         ', кв. ' || n % 97,
       'Житель-' || n || ' Анна Петровна', '+7922' || 1000000 + n, '7922' || 1000000 + n,
       'Нет отопления, батареи холодные с ' || n % 24 || ' часов. ' || repeat('Дома маленький ребёнок. ', n % 3),
       'Квартира · Отопление · Нет отопления', at, at, at, at + interval '30 min', at + interval '2 h',
       at + interval '16 h', 2
     from (select n, now() - n * interval '20 s' as at from generate_series(1, ?) n) as task`,
    [openTasks],
  )
  await knex.raw('analyze')
}
