import type { Knex } from 'knex'

const told = 'number|term|measures'
const fields = 'kind|services|cause|text|organisationId|responsible|startsAt|plannedEnd|houses'
const listOf = (names: string): string => `^(${names})(, (${names}))*$`

/**
 * What the product knows of an entry is kept as data, the page makes the sentence. Sentences of before stay as they are;
 * what was kept as names of parts and fields is data now. Its notes stay too: the release before reads them.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table task_history add column fact jsonb;
    alter table shutdown_history add column fact jsonb;
    update task_history
      set fact = jsonb_build_object('what', 'told', 'parts', to_jsonb(string_to_array(note, ', ')))
      where what = 'told' and note ~ '${listOf(told)}';
    update shutdown_history
      set fact = jsonb_build_object('what', 'fields', 'fields', to_jsonb(string_to_array(note, ', ')))
      where what = 'changed' and note ~ '${listOf(fields)}';
  `)
}

/** The sentences of facts are lost: entries of theirs say what was done, and by whom. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table task_history drop column fact;
    alter table shutdown_history drop column fact;
  `)
}
