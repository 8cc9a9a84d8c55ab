import type { Knex } from 'knex'
import { query } from '#server/platform/db/sql.ts'
import type { Desk } from './desk.ts'

/** «Сообщено, присоединить»: the operator's draft of this caller dissolves into the shutdown. */
export async function joinTalk(
  knex: Knex,
  desk: Desk,
  { name, shutdownId }: { name: string; shutdownId: number },
): Promise<void> {
  const [draft] = await query<{ id: number }>(
    knex,
    `select t.id from calls c join task_calls l on l.call_id = c.id and l.kind = 'origin' join tasks t on t.id = l.task_id
     where c.display_name = ? and t.status in ('draft', 'callback')`,
    [name],
  )
  if (draft !== undefined)
    await desk.ask('joinShutdown', { params: { id: draft.id }, body: { shutdownId, wantsNotice: true } })
}
