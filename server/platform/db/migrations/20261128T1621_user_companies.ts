import type { Knex } from 'knex'

/** Who reads of these companies alone, and of nothing else; who has no row is not limited. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table user_companies (
      user_id bigint not null references users on delete cascade,
      company_id bigint not null references companies,
      primary key (user_id, company_id)
    );
    create index user_companies_company on user_companies (company_id);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table user_companies')
}
