import type { Knex } from 'knex'

/** Which problem was chosen for which word of a search: the ranking learns from it. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table problem_choices (
      word text not null,
      classifier_id bigint not null references classifier (id),
      count integer not null,
      primary key (word, classifier_id)
    );
    create index problem_choices_most on problem_choices (count desc, word) where count > 1
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table problem_choices')
}
