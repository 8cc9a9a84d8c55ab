import type { Knex } from 'knex'
import { partsOfAll, partsTable } from './20261128T0320_term_parts.ts'

/**
 * Terms of the dictionary that begin alike are listed by what they have in common (ADR 0023): a street, a house, the
 * first digits of a number have a list of postings each, as a whole address has. So a text that is in the addresses of a
 * thousand flats is found by the list of their house. What is there already is listed here; until then nobody may bring
 * a new call or task (docs/operations.md).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- The beginnings of a term by which it is listed, itself the last: after each word; of a number, the digits of an
    -- area and those of a thousand subscribers. "known" characters are those of the beginning before it. Of a long term
    -- nothing is a beginning but its first 100 characters.
    create function beginnings_of_term(kind text, term text)
    returns table (beginning text, known integer) language sql immutable as $$
      select left(term, e.place), lag(e.place, 1, 0) over (order by e.place)
      from (
        select length(left(term, 100)) as place
        union select n from generate_series(1, least(length(term), 100) - 1) n
          where kind in ('c', 'a') and substr(term, n + 1, 1) = ' '
        union select n from (values (4), (7)) v (n) where kind in ('n', 'p') and n < length(term)
      ) e
    $$;

    -- It is read in the index alone: the beginning stands beside each end of a text in it.
    create table term_ends (
      gram text collate "C" not null,
      term text collate "C" not null,
      primary key (gram, term)
    ) with (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000);

    -- Backwards, twelve characters up to each that the beginning has more than the one before it: a text that ends there
    -- is in all terms that begin so, and was in no shorter beginning, or was listed there as well. What of a long term
    -- does not fit is listed with its first 100 characters.
    create function ends_of_term(kind text, term text)
    returns table (gram text, beginning text) language sql immutable as $$
      select distinct kind || reverse(substr(term, greatest(1, place - 11), least(12, place))), b.beginning
      from beginnings_of_term(kind, term) b
      cross join lateral generate_series(
        b.known + 1, case when length(b.beginning) = 100 then length(term) else length(b.beginning) end
      ) place
    $$;

    drop table term_parts;
    drop function parts_of_term;
    drop function search_pairs;
    create or replace function list_new_term() returns trigger language plpgsql as $$
    begin
      -- in order, so that two who bring the same new beginnings wait for one another and not in a ring
      insert into term_ends (gram, term)
        select e.gram, e.beginning from ends_of_term(tg_argv[0], new.term) e order by 1, 2 on conflict do nothing;
      return null;
    end $$;

    create or replace function search_grams(kind text, term text)
    returns table (gram text, term_beside text) language sql immutable as $$
      select kind || '=' || b.beginning, '' from beginnings_of_term(kind, term) b
      union all
      select kind || part, case when length(term) <= 80 then term else '' end
      from (select '*' union all select substr(term, n, 3) from generate_series(1, length(term) - 2, 2) n) parts (part)
    $$;

    -- hold writers off until the lists are whole
    lock table calls, tasks in share row exclusive mode;
    set local work_mem = '64MB';
    insert into term_ends (gram, term)
      select distinct e.gram, e.beginning from (
        select 'n' as kind, term from caller_numbers union all select 'c', term from caller_names
        union all select 'p', term from applicant_numbers union all select 'a', term from task_addresses
      ) t cross join lateral ends_of_term(t.kind, t.term) e
      order by 1, 2;
    -- the whole term has its list already
    insert into call_postings (arrived_at, gram, term)
      select c.arrived_at, t.kind || '=' || b.beginning, ''
      from calls c cross join lateral call_terms(c.from_digits, c.display_name) t
      cross join lateral beginnings_of_term(t.kind, t.term) b where length(b.beginning) < length(left(t.term, 100));
    insert into task_postings (task_id, gram, term)
      select s.id, t.kind || '=' || b.beginning, ''
      from tasks s cross join lateral task_terms(s.applicant_digits, s.address) t
      cross join lateral beginnings_of_term(t.kind, t.term) b where length(b.beginning) < length(left(t.term, 100));
    analyze term_ends, call_postings, task_postings;
  `)
}

/** Postings of beginnings stay: nobody asks for them, and a draft's are taken out by nobody. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table term_ends;
    drop function ends_of_term;
    create or replace function search_grams(kind text, term text)
    returns table (gram text, term_beside text) language sql immutable as $$
      select kind || '=' || left(term, 100), ''
      union all
      select kind || part, case when length(term) <= 80 then term else '' end
      from (select '*' union all select substr(term, n, 3) from generate_series(1, length(term) - 2, 2) n) parts (part)
    $$;
    drop function beginnings_of_term;
    create function search_pairs(term text) returns text[] language sql immutable as $$
      select array_agg(distinct substr(term, n, size)) from generate_series(1, length(term)) n, generate_series(1, 2) size
    $$;
    ${partsTable}
    create or replace function list_new_term() returns trigger language plpgsql as $$
    begin
      insert into term_parts (gram, term) select p.gram, p.beginning from parts_of_term(tg_argv[0], new.term) p;
      return null;
    end $$;
    ${partsOfAll}
  `)
}
