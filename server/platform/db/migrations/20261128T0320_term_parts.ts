import type { Knex } from 'knex'

export const partsTable = `
    -- It is read in the index alone: the term stands beside each part of it.
    create table term_parts (
      gram text collate "C" not null,
      term text collate "C" not null
    ) with (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000);

    -- Eight characters from each of the term, so that any eight of it in a row are one of them, and any fewer begin one.
    -- With three, the list of a part of a number is as long as one in a hundred of all. Of the term what its own list is
    -- called by (search_grams), no more: a long one would not fit into the index. One that was cut may hold any text
    -- that has such a part.
    create function parts_of_term(kind text, term text)
    returns table (gram text, beginning text) language sql immutable as $$
      select distinct kind || substr(term, n, 8), left(term, 100) from generate_series(1, length(term)) n
    $$;
`

export const partsOfAll = `
    -- in the order of the index: until a vacuum has been there, a list asks the table too, and finds it in few pages
    set local work_mem = '64MB';
    insert into term_parts (gram, term)
      select p.gram, p.beginning from (
        select 'n' as kind, term from caller_numbers union all select 'c', term from caller_names
        union all select 'p', term from applicant_numbers union all select 'a', term from task_addresses
      ) t cross join lateral parts_of_term(t.kind, t.term) p
      order by 1, 2;
    create index term_parts_gram on term_parts (gram, term);
    analyze term_parts;
`

/**
 * The dictionary of search has lists of its own, by which its terms are counted (ADR 0023): an index of trigrams reads
 * whole bitmaps of the frequent ones before it answers the first term, a list is left at the twenty-fifth. What is there
 * already is listed here; until then nobody may bring a new term (docs/operations.md).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ${partsTable}
    -- for each row: those that were there already do not come here, and most calls bring no new term
    create function list_new_term() returns trigger language plpgsql as $$
    begin
      insert into term_parts (gram, term) select p.gram, p.beginning from parts_of_term(tg_argv[0], new.term) p;
      return null;
    end $$;
    -- before the first term is listed: they hold writers off until the lists are whole
    create trigger caller_numbers_listed after insert on caller_numbers
      for each row execute function list_new_term('n');
    create trigger caller_names_listed after insert on caller_names
      for each row execute function list_new_term('c');
    create trigger applicant_numbers_listed after insert on applicant_numbers
      for each row execute function list_new_term('p');
    create trigger task_addresses_listed after insert on task_addresses
      for each row execute function list_new_term('a');

    ${partsOfAll}
    -- search_pairs stays: processes of the release before ask it while both run
    drop index caller_numbers_parts, caller_names_parts, applicant_numbers_parts, task_addresses_parts;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    create index caller_numbers_parts on caller_numbers using gin (term gin_trgm_ops)
      with (gin_pending_list_limit = 64);
    create index caller_names_parts on caller_names using gin (term gin_trgm_ops, search_pairs(term))
      with (gin_pending_list_limit = 64);
    create index applicant_numbers_parts on applicant_numbers using gin (term gin_trgm_ops)
      with (gin_pending_list_limit = 64);
    create index task_addresses_parts on task_addresses using gin (term gin_trgm_ops, search_pairs(term))
      with (gin_pending_list_limit = 64);
    drop trigger task_addresses_listed on task_addresses;
    drop trigger applicant_numbers_listed on applicant_numbers;
    drop trigger caller_names_listed on caller_names;
    drop trigger caller_numbers_listed on caller_numbers;
    drop function list_new_term;
    drop table term_parts;
    drop function parts_of_term;
  `)
}
