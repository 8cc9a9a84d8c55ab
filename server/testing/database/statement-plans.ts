import type { Knex } from 'knex'
import { z } from 'zod'

/** A node of a plan as PostgreSQL tells it, with the pages that it and all below it read. */
const Plan = z.looseObject({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Shared Hit Blocks': z.number(),
  'Shared Read Blocks': z.number(),
  get Plans() {
    return z.array(Plan).optional()
  },
})
type PlanNode = z.infer<typeof Plan>

interface Statement {
  sql: string
  bindings: readonly unknown[]
}

/** What `work` asked the database, in order. */
export async function statementsOf<T>(
  knex: Knex,
  work: () => Promise<T>,
): Promise<{ asked: Statement[]; answer: T }> {
  const asked: Statement[] = []
  const onQuery = (one: Statement): void => void asked.push(one)
  knex.on('query', onQuery)
  try {
    const answer = await work()
    return { asked, answer }
  } finally {
    knex.removeListener('query', onQuery)
  }
}

/** Runs the statement again and answers its plan with the pages that it read. */
export async function explain(knex: Knex, { sql, bindings }: Statement): Promise<PlanNode> {
  // what the driver has numbered is numbered again by a plain client: `raw` would look for question marks
  const client = await knex.client.acquireConnection()
  try {
    const { rows } = await client.query(`explain (analyze, buffers, format json) ${sql}`, [...bindings])
    return Plan.parse(rows[0]['QUERY PLAN'][0].Plan)
  } finally {
    await knex.client.releaseConnection(client)
  }
}

export const nodesOf = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

export const pagesRead = (plan: PlanNode): number => plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
