import type { Knex } from 'knex'

/** Each notice asks whether a machine may call its number: a shutdown has thousands of callers, and so many notices. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index shutdown_callers_consent on shutdown_callers (shutdown_id, digits)
      where robot_consent_at is not null
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index shutdown_callers_consent')
}
