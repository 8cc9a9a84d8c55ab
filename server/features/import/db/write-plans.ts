import type { Knex } from 'knex'
import type { FlatPlan } from '#domain/import/plan/plan.ts'
import { historyOf } from '#domain/import/history.ts'
import { directoryHistory } from '#server/features/house/db/people/directory-history.ts'
import { query } from '#server/platform/db/sql.ts'

/** Writes what an import changes, a few statements a piece; in the transaction of the whole import. */
export const importWriter = (k: Knex) => {
  const run = (sql: string, rows: readonly object[]): Promise<unknown> =>
    rows.length === 0 ? Promise.resolve() : query(k, sql, [JSON.stringify(rows)])

  /** Ids before the rows, so that what refers to them is written by the same few statements. */
  const newIds = async (table: 'apartments' | 'residents', count: number): Promise<number[]> => {
    if (count === 0) return []
    const rows = await query<{ id: number }>(
      k,
      `select nextval(pg_get_serial_sequence(?, 'id')) as id from generate_series(1, ?)`,
      [table, count],
    )
    return rows.map(({ id }) => id)
  }

  return {
    /** One import writes at a time: two with the same flats would both add them. Before the first `write`. */
    async alone(): Promise<void> {
      await query(k, `select pg_advisory_xact_lock(hashtextextended('imports', 0))`)
      await query(
        k,
        `create temporary table import_owners (digits text not null, flat bigint not null, resident bigint)
         on commit drop`,
      )
    },

    async write(
      plans: readonly FlatPlan[],
      by: { at: Date; byUser: number; importId: number },
    ): Promise<void> {
      const flatIds = await newIds('apartments', plans.filter(({ known }) => known === null).length)
      const flats = plans.map((plan) => ({ plan, id: plan.known?.id ?? flatIds.pop() ?? 0 }))
      const people = plans.flatMap((plan) => plan.people)
      const newPeople = people.filter(({ id }) => id === null)
      const knownPeople = people.filter(({ id }) => id !== null)
      const peopleIds = await newIds('residents', newPeople.length)
      for (const person of newPeople) person.id = peopleIds.pop() ?? null

      await run(
        `insert into apartments (id, house_id, number, entrance, floor, area_m2, account, living_count)
           overriding system value
         select id, house, number, entrance, floor, area, coalesce(account, ''), living
         from jsonb_to_recordset(?::jsonb) as r (id bigint, house bigint, number text, entrance integer, floor integer,
           area numeric, account text, living integer)`,
        flats.filter(({ plan }) => plan.known === null).map(factsRow),
      )
      await run(
        `update apartments a set entrance = coalesce(r.entrance, a.entrance), floor = coalesce(r.floor, a.floor),
           area_m2 = coalesce(r.area, a.area_m2), account = coalesce(r.account, a.account),
           living_count = coalesce(r.living, a.living_count), version = a.version + 1
         from jsonb_to_recordset(?::jsonb) as r (id bigint, entrance integer, floor integer, area numeric,
           account text, living integer)
         where a.id = r.id`,
        flats
          .filter(({ plan }) => plan.known !== null && Object.keys(plan.facts.changes).length > 0)
          .map(factsRow),
      )
      await run(
        `insert into residents (id, name, note) overriding system value
         select id, name, note from jsonb_to_recordset(?::jsonb) as r (id bigint, name text, note text)`,
        newPeople.map(({ id, name, note }) => ({ id, name, note })),
      )
      await run(
        `update residents p set note = r.note from jsonb_to_recordset(?::jsonb) as r (id bigint, note text)
         where p.id = r.id`,
        knownPeople.map(({ id, note }) => ({ id, note })),
      )
      const periods = flats.flatMap(({ plan, id }) =>
        plan.periods.map(({ id: line, person, before, ...facts }) => ({
          ...facts,
          id: line,
          isNew: before === null,
          flat: id,
          resident: person.id,
        })),
      )
      // before the new ones: one of them may have no first day, as a known one that gets its own here
      await run(
        `update apartment_residents c set relation = r.relation, lives_from = r."livesFrom", lives_to = r."livesTo",
           is_living = r."isLiving"
         from jsonb_to_recordset(?::jsonb) as r (id bigint, relation text, "livesFrom" date, "livesTo" date,
           "isLiving" boolean)
         where c.id = r.id`,
        periods.filter(({ isNew }) => !isNew),
      )
      await run(
        `insert into apartment_residents (apartment_id, resident_id, relation, lives_from, lives_to, is_living)
         select flat, resident, relation, "livesFrom", "livesTo", "isLiving"
         from jsonb_to_recordset(?::jsonb) as r (flat bigint, resident bigint, relation text, "livesFrom" date,
           "livesTo" date, "isLiving" boolean)`,
        periods.filter(({ isNew }) => isNew),
      )
      const numbers = flats.flatMap(({ plan, id }) =>
        plan.phones.map(({ digits, kind, person, isNew }) => ({
          digits,
          kind,
          flat: id,
          resident: person?.id ?? null,
          isNew,
        })),
      )
      await run(
        `insert into phones (digits, apartment_id, resident_id, kind, known_since)
         select digits, flat, resident, kind, now() from jsonb_to_recordset(?::jsonb)
           as r (digits text, flat bigint, resident bigint, kind text)`,
        numbers.filter(({ isNew }) => isNew),
      )
      await run(
        `insert into import_owners select digits, flat, resident
         from jsonb_to_recordset(?::jsonb) as r (digits text, flat bigint, resident bigint)`,
        numbers.filter(({ isNew }) => !isNew),
      )
      await directoryHistory(k).add(
        flats.flatMap(({ plan, id }) => historyOf(plan, id, by.importId)),
        { userId: by.byUser, at: by.at },
      )
    },

    /**
     * The last thing of an import: a call notes at once that its number was of use (phones.used), and would wait for
     * the whole import if the row of the number were locked from its beginning.
     */
    async finish(): Promise<void> {
      await query(
        k,
        `with known as (
           select o.* from import_owners o
           join phones p on p.digits = o.digits and p.apartment_id = o.flat
           where p.resident_id is null
           order by p.digits, p.apartment_id for no key update of p
         )
         update phones p set resident_id = known.resident from known
         where p.digits = known.digits and p.apartment_id = known.flat`,
      )
    },
  }
}

const factsRow = ({ plan, id }: { plan: FlatPlan; id: number }): object => ({
  id,
  house: plan.file.houseId,
  number: plan.file.flat,
  entrance: plan.file.entrance,
  floor: plan.file.floor,
  area: plan.file.areaM2,
  account: plan.file.account,
  living: plan.file.livingCount,
})
