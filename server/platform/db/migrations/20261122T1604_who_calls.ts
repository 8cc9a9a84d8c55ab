import type { Knex } from 'knex'

/** Who calls besides residents, what the operator told, and who took an emergency over. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- our own workers; their group is known by the classifier's categories that it works on
    create table workers (
      id bigint generated always as identity primary key,
      name text not null,
      group_name text not null default '',
      categories text[] not null default '{}',
      is_active boolean not null default true
    );
    create table worker_phones (
      digits text not null check (digits <> ''),
      worker_id bigint not null references workers on delete cascade,
      primary key (digits, worker_id)
    );
    create table organisations (
      id bigint generated always as identity primary key,
      name text not null,
      kind text not null check (kind in ('gas','water','heat','power','lift','emergency','other')),
      note text not null default ''
    );
    create table organisation_phones (
      digits text not null check (digits <> ''),
      organisation_id bigint not null references organisations on delete cascade,
      primary key (digits, organisation_id)
    );

    -- flats over one another share their pipes: the position on the landing is the riser
    alter table apartments add column riser integer,
      add column debt_kopecks bigint, add column debt_as_of date,
      add constraint apartments_debt check ((debt_kopecks is null) = (debt_as_of is null));
    update apartments set riser = numbered.place from (
      select id, row_number() over (partition by house_id, entrance, floor order by length(number), number) as place
      from apartments where entrance is not null and floor is not null) numbered
    where numbered.id = apartments.id;

    create index apartments_riser on apartments (house_id, entrance, riser);

    alter table classifier add column danger_script text;

    create table task_told (
      task_id bigint not null references tasks,
      part text not null check (part in ('number','term','measures')),
      at timestamptz not null,
      by_user bigint not null references users,
      primary key (task_id, part)
    );
    create table task_handovers (
      id bigint generated always as identity primary key,
      task_id bigint not null references tasks,
      script text not null,
      service text not null,
      taken_by text not null,
      number text not null,
      at timestamptz not null,
      by_user bigint not null references users,
      recorded_at timestamptz not null
    );
    create index task_handovers_task on task_handovers (task_id, id);

    -- the card asks for the open tasks of a house; in a year most of its tasks are over
    create index tasks_house_open on tasks (house_id)
      where status in ('new','accepted','assigned','inProgress','deferred');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index tasks_house_open;
    drop table task_handovers, task_told, organisation_phones, organisations, worker_phones, workers;
    alter table classifier drop column danger_script;
    drop index apartments_riser;
    alter table apartments drop constraint apartments_debt,
      drop column riser, drop column debt_kopecks, drop column debt_as_of;
  `)
}
