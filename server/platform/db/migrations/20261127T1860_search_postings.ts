import type { Knex } from 'knex'

/**
 * Search among years of calls and tasks (ADR 0023): a dictionary of the distinct numbers, names and addresses, and lists
 * of postings in order of time. Triggers keep both, whoever writes. What is there already is listed here, in one
 * statement a table: minutes for millions of calls, in which nobody else may write them (docs/operations.md).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Terms are never taken out: one that no row has any more costs a look into an empty list.
    create table caller_numbers (term text collate "C" primary key);
    create table caller_names (term text collate "C" primary key);
    create table applicant_numbers (term text collate "C" primary key);
    create table task_addresses (term text collate "C" primary key);

    -- kind: n number of a caller, c name of a caller, p telephone of an applicant, a address
    create function call_terms(from_digits text, display_name text)
    returns table (kind text, term text) language sql immutable as $$
      select v.kind, v.term from (values ('n', from_digits), ('c', normalised(display_name))) v (kind, term)
      where v.term <> ''
    $$;
    create function task_terms(applicant_digits text, address text)
    returns table (kind text, term text) language sql immutable as $$
      select v.kind, v.term from (values ('p', applicant_digits), ('a', normalised(address))) v (kind, term)
      where v.term <> ''
    $$;
    -- A term stands in the list of all, in its own, and in those of every second three characters: any four of it in a
    -- row hold one. The term is beside the gram, so that a longer text is looked for in it without the row; a long one
    -- would be repeated for each of its characters and is left out: then the row itself is asked.
    create function search_grams(kind text, term text)
    returns table (gram text, term_beside text) language sql immutable as $$
      select kind || '=' || left(term, 100), ''
      union all
      select kind || part, case when length(term) <= 80 then term else '' end
      from (select '*' union all select substr(term, n, 3) from generate_series(1, length(term) - 2, 2) n) parts (part)
    $$;
    create function task_grams(number text, applicant_digits text, address text)
    returns table (gram text, term_beside text) language sql immutable as $$
      select g.gram, g.term_beside
      from task_terms(applicant_digits, address) t cross join lateral search_grams(t.kind, t.term) g
      union all
      -- people quote the tail of a number
      select '#' || v.tail, '' from (
        select number union select right(number, n) from generate_series(2, 6) n
      ) v (tail) where v.tail is not null
    $$;

    -- what trigrams cannot find: one character, and two
    create function search_pairs(term text) returns text[] language sql immutable as $$
      select array_agg(distinct substr(term, n, size)) from generate_series(1, length(term)) n, generate_series(1, 2) size
    $$;

    -- A posting says that a call of this moment may have the term. Calls are looked up by the moment and compared
    -- again, so a posting of what a call had before does no harm.
    create table call_postings (
      arrived_at timestamptz not null,
      gram text collate "C" not null,
      term text collate "C" not null
    ) with (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000);
    create table task_postings (
      task_id bigint not null,
      gram text collate "C" not null,
      term text collate "C" not null
    ) with (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000);

    create function list_new_calls() returns trigger language plpgsql as $$
    begin
      -- in order, so that two who bring the same new terms wait for one another and not in a ring
      insert into caller_numbers (term)
        select distinct from_digits from new_calls where from_digits <> '' order by 1 on conflict do nothing;
      insert into caller_names (term)
        select distinct normalised(display_name) from new_calls where normalised(display_name) <> '' order by 1
        on conflict do nothing;
      insert into call_postings (arrived_at, gram, term)
        select c.arrived_at, g.gram, g.term_beside
        from new_calls c cross join lateral call_terms(c.from_digits, c.display_name) t
        cross join lateral search_grams(t.kind, t.term) g;
      return null;
    end $$;
    create function list_changed_call() returns trigger language plpgsql as $$
    begin
      insert into caller_numbers (term) select new.from_digits where new.from_digits <> '' on conflict do nothing;
      insert into caller_names (term)
        select normalised(new.display_name) where normalised(new.display_name) <> '' on conflict do nothing;
      insert into call_postings (arrived_at, gram, term)
        select new.arrived_at, g.gram, g.term_beside
        from call_terms(new.from_digits, new.display_name) t cross join lateral search_grams(t.kind, t.term) g;
      return null;
    end $$;
    create function list_new_tasks() returns trigger language plpgsql as $$
    begin
      insert into applicant_numbers (term)
        select distinct applicant_digits from new_tasks where applicant_digits <> '' order by 1 on conflict do nothing;
      insert into task_addresses (term)
        select distinct normalised(address) from new_tasks where normalised(address) <> '' order by 1
        on conflict do nothing;
      insert into task_postings (task_id, gram, term)
        select t.id, g.gram, g.term_beside
        from new_tasks t cross join lateral task_grams(t.number, t.applicant_digits, t.address) g;
      return null;
    end $$;
    -- a draft's address changes while it is typed: what it was is taken out of the lists
    create function list_changed_task() returns trigger language plpgsql as $$
    begin
      insert into applicant_numbers (term)
        select new.applicant_digits where new.applicant_digits <> '' on conflict do nothing;
      insert into task_addresses (term)
        select normalised(new.address) where normalised(new.address) <> '' on conflict do nothing;
      delete from task_postings p
        using (
          select * from task_grams(old.number, old.applicant_digits, old.address)
          except select * from task_grams(new.number, new.applicant_digits, new.address)
        ) gone
        where p.gram = gone.gram and p.task_id = old.id and p.term = gone.term_beside;
      insert into task_postings (task_id, gram, term)
        select new.id, g.gram, g.term_beside from (
          select * from task_grams(new.number, new.applicant_digits, new.address)
          except select * from task_grams(old.number, old.applicant_digits, old.address)
        ) g;
      return null;
    end $$;

    -- before the first row is listed: they hold writers off until the lists are whole
    create trigger calls_listed after insert on calls referencing new table as new_calls
      for each statement execute function list_new_calls();
    create trigger calls_listed_again after update on calls for each row
      when ((old.from_digits, old.display_name, old.arrived_at)
        is distinct from (new.from_digits, new.display_name, new.arrived_at))
      execute function list_changed_call();
    create trigger tasks_listed after insert on tasks referencing new table as new_tasks
      for each statement execute function list_new_tasks();
    create trigger tasks_listed_again after update on tasks for each row
      when ((old.number, old.applicant_digits, old.address)
        is distinct from (new.number, new.applicant_digits, new.address))
      execute function list_changed_task();

    insert into caller_numbers (term) select distinct from_digits from calls where from_digits <> '';
    insert into caller_names (term)
      select distinct normalised(c.display_name) from (select distinct display_name from calls) c
      where normalised(c.display_name) <> '';
    insert into applicant_numbers (term) select distinct applicant_digits from tasks where applicant_digits <> '';
    insert into task_addresses (term)
      select distinct normalised(t.address) from (select distinct address from tasks) t
      where normalised(t.address) <> '';
    insert into call_postings (arrived_at, gram, term)
      select c.arrived_at, g.gram, g.term_beside
      from calls c cross join lateral call_terms(c.from_digits, c.display_name) t
      cross join lateral search_grams(t.kind, t.term) g;
    insert into task_postings (task_id, gram, term)
      select t.id, g.gram, g.term_beside
      from tasks t cross join lateral task_grams(t.number, t.applicant_digits, t.address) g;

    -- Made after the rows: a sort instead of millions of look-ups. Not unique: a posting twice costs less than asking
    -- each time whether it is there. A short pending list, since every search reads it.
    create index call_postings_gram on call_postings (gram, arrived_at, term);
    create index task_postings_gram on task_postings (gram, task_id, term);
    create index caller_numbers_parts on caller_numbers using gin (term gin_trgm_ops)
      with (gin_pending_list_limit = 64);
    create index caller_names_parts on caller_names using gin (term gin_trgm_ops, search_pairs(term))
      with (gin_pending_list_limit = 64);
    create index applicant_numbers_parts on applicant_numbers using gin (term gin_trgm_ops)
      with (gin_pending_list_limit = 64);
    create index task_addresses_parts on task_addresses using gin (term gin_trgm_ops, search_pairs(term))
      with (gin_pending_list_limit = 64);
    analyze caller_numbers, caller_names, applicant_numbers, task_addresses, call_postings, task_postings;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger tasks_listed_again on tasks;
    drop trigger tasks_listed on tasks;
    drop trigger calls_listed_again on calls;
    drop trigger calls_listed on calls;
    drop function list_new_calls, list_changed_call, list_new_tasks, list_changed_task;
    drop table call_postings, task_postings, caller_numbers, caller_names, applicant_numbers, task_addresses;
    drop function task_grams, search_grams, search_pairs, call_terms, task_terms;
  `)
}
