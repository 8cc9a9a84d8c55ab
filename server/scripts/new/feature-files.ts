/** The one template of a feature: what the house asks of each noun, with the least in it. */
export interface Noun {
  /** lowerCamel, one of it: `crew`. */
  noun: string
  /** lowerCamel, many of them, also the name of the table: `crews`. */
  plural: string
  at: Date
}

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
export const dashed = (word: string): string => word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const snake = (word: string): string => dashed(word).replaceAll('-', '_')

/** `20261128T0320` */
const stamp = (at: Date): string => at.toISOString().slice(0, 16).replaceAll(/[-:]/g, '')

/** Text by path. */
export function featureFiles({ noun, plural, at }: Noun): Record<string, string> {
  const [One, Many, table] = [capital(noun), capital(plural), snake(plural)]
  const folder = `server/features/${dashed(noun)}`
  return {
    [`server/contracts/${dashed(noun)}.ts`]: `import { z } from 'zod'
import { Text } from './text.ts'

export const ${One} = z.object({ id: z.number().int(), name: Text })
export type ${One} = z.infer<typeof ${One}>
`,
    [`server/contracts/routes/${dashed(plural)}.ts`]: `import { z } from 'zod'
import { ${One} } from '#contracts/${dashed(noun)}.ts'
import { route } from '#contracts/route.ts'
import { Text } from '#contracts/text.ts'

export const ${noun}Routes = {
  list${Many}: route({
    method: 'GET',
    path: '/api/${dashed(plural)}',
    access: 'board.see',
    summary: 'All ${plural}, by name',
    response: z.object({ ${plural}: z.array(${One}) }),
  }),
  add${One}: route({
    method: 'POST',
    path: '/api/${dashed(plural)}',
    access: 'settings.change',
    summary: 'Add a ${noun}',
    body: z.object({ name: Text.trim().min(1).max(200) }),
    response: ${One},
  }),
}
`,
    [`server/platform/db/migrations/${stamp(at)}_${table}.ts`]: `import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(\`
    create table ${table} (
      id bigint generated always as identity primary key,
      name text not null check (name <> '')
    );
  \`)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table ${table}')
}
`,
    [`${folder}/db/${dashed(plural)}.ts`]: `import type { Knex } from 'knex'
import type { ${One} } from '#contracts/${dashed(noun)}.ts'
import { query } from '#server/platform/db/sql.ts'

export const ${plural} = (k: Knex) => ({
  all: (): Promise<${One}[]> => query(k, 'select id, name from ${table} order by name, id'),

  async add(name: string): Promise<${One}> {
    const [row] = await query<${One}>(k, 'insert into ${table} (name) values (?) returning id, name', [name])
    if (row === undefined) throw new Error('nothing was added')
    return row
  },
})
`,
    [`${folder}/list-${dashed(plural)}.ts`]: `import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

export async function list${Many}(
  deps: Deps,
  _person: Person,
  _input: RouteInput<'list${Many}'>,
): Promise<RouteResponse<'list${Many}'>> {
  return { ${plural}: await deps.store.repositories.${plural}.all() }
}
`,
    [`${folder}/add-${dashed(noun)}.ts`]: `import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

export async function add${One}(
  deps: Deps,
  { userId }: Person,
  { body }: RouteInput<'add${One}'>,
): Promise<RouteResponse<'add${One}'>> {
  return deps.store.transaction(async (tx) => {
    const ${noun} = await tx.${plural}.add(body.name)
    tx.audit('${noun}.added', { userId, at: deps.now() }, { subject: String(${noun}.id), details: {} })
    return ${noun}
  })
}
`,
    [`${folder}/${dashed(plural)}.test.ts`]: `import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '#server/deps.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { add${One} } from './add-${dashed(noun)}.ts'
import { list${Many} } from './list-${dashed(plural)}.ts'

let database: TestDatabase
let deps: Deps
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
})
afterAll(() => database.drop())

const nothing = { params: undefined, query: undefined, body: undefined }

test('what an administrator adds is seen by a dispatcher, and the audit says who did it', async () => {
  const [admin, dispatcher] = [await addActor(database.store, 'admin'), await addActor(database.store, 'dispatcher')]
  const added = await add${One}(deps, admin, { ...nothing, body: { name: 'Первая' } })
  expect(await list${Many}(deps, dispatcher, nothing)).toEqual({ ${plural}: [added] })
  expect(await database.knex('audit').where({ action: '${noun}.added' })).toHaveLength(1)
})
`,
    [`${folder}/feature.ts`]: `import { feature } from '#server/platform/feature.ts'
import { add${One} } from './add-${dashed(noun)}.ts'
import { list${Many} } from './list-${dashed(plural)}.ts'

export const ${noun}Feature = feature({
  handle: {
    list${Many},
    add${One},
  },
})
`,
  }
}
