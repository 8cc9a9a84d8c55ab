import type { Knex } from 'knex'

/**
 * A number may call ten thousand times: a task brings its last calls along (one look at `task_calls_last`) and counts
 * all. Journal rows that named every call are shortened, or whoever replays them would get all of it again.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index task_calls_last on task_calls (task_id,
      (case kind when 'origin' then 0 when 'callback' then 1 else 2 end), at desc, call_id collate "C" desc);

    -- most tasks have one call: only the others are written
    alter table tasks add column call_count integer not null default 1;
    update tasks t set call_count = c.n
    from (select t.id, count(l.task_id) as n from tasks t left join task_calls l on l.task_id = t.id group by t.id
      having count(l.task_id) <> 1) c
    where t.id = c.id;
    alter table tasks alter column call_count set default 0;

    update journal set data = jsonb_set(
      jsonb_set(data, '{task,callCount}', to_jsonb(jsonb_array_length(data #> '{task,callIds}'))),
      '{task,callIds}', jsonb_path_query_array(data, '$.task.callIds[0, last - 18 to last]'))
    where type = 'task.changed' and jsonb_array_length(data #> '{task,callIds}') > 20;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table tasks drop column call_count;
    drop index task_calls_last;
  `)
}
