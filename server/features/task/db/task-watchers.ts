import type { Knex } from 'knex'
import type { TaskWatcher, Watching } from '#contracts/task.ts'
import { query } from '#server/platform/db/sql.ts'
import { part } from '#server/platform/db/together.ts'

interface WatcherRow {
  task_id: number
  user_id: number
  name: string
  is_editing: boolean
}

/**
 * One line a person and task, whatever windows he has. Pages speak every 20 s; what is older is of a web process that died.
 */
export const readWatchers = part<WatcherRow, TaskWatcher[]>(
  `select w.task_id, w.user_id, u.name, bool_or(w.is_editing) as is_editing
   from task_watchers w join users u on u.id = w.user_id
   where w.at > now() - interval '50 seconds'
   group by w.task_id, w.user_id, u.name order by w.task_id, w.user_id`,
  [],
  (rows) =>
    rows.map((row) => ({
      taskId: Number(row.task_id),
      userId: Number(row.user_id),
      name: row.name,
      isEditing: row.is_editing,
    })),
)

/** Which page has which task open. */
export const taskWatchers = (k: Knex) => ({
  /** What a socket's page says. What is another word than before is told to all web processes. */
  async said(socket: string, userId: number, watching: Watching): Promise<void> {
    if (watching === null) {
      await query(
        k,
        `with gone as (delete from task_watchers where socket = ? returning socket)
         select pg_notify('live', '') from gone`,
        [socket],
      )
      return
    }
    const { taskId, isEditing } = watching
    await query(
      k,
      `with before as (
         select from task_watchers
         where socket = ? and task_id = ? and is_editing = ? and at > now() - interval '50 seconds'
       ), said as (
         insert into task_watchers (socket, user_id, task_id, is_editing, at) values (?, ?, ?, ?, now())
         on conflict (socket) do update
           set at = now(), task_id = excluded.task_id, is_editing = excluded.is_editing
         returning socket
       ), old as (
         delete from task_watchers where at < now() - interval '1 hour' and socket <> ?
       )
       select pg_notify('live', '') from said where not exists (select from before)`,
      [socket, taskId, isEditing, socket, userId, taskId, isEditing, socket],
    )
  },
})
