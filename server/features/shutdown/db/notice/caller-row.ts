import type { ShutdownCaller } from '#contracts/shutdown.ts'
import { addressText } from '#domain/house/address/address-text.ts'

/** A message's or a «нет»'s task may have been dissolved into another one meanwhile: that one is shown. */
export const selectCallers = `
  select c.id, c.at, c.call_id, c.number, c.how, c.wants_notice, c.message_file, c.answer,
    st.kind as street_kind, st.name as street, h.number as house, a.number as apartment,
    t.id as task_id, t.number as task_number,
    n.id as notice_id, n.why_no_call as notice_why, n.kind as notice_kind, n.channel as notice_channel, n.state as notice_state,
    coalesce(n.done_at, n.created_at) as notice_at
  from shutdown_callers c
  left join houses h on h.id = c.house_id left join streets st on st.id = h.street_id
  left join apartments a on a.id = c.apartment_id
  left join lateral (
    select coalesce(c.task_id, (
      select own.task_id from task_calls own
      where c.message_file is not null and own.call_id = c.call_id and own.kind = 'origin' limit 1)) as id) own on true
  left join tasks made on made.id = own.id
  left join tasks t on t.id = coalesce(made.joined_to, made.id)
  left join lateral (
    select * from notices x where x.shutdown_id = c.shutdown_id and x.digits = c.digits and x.state <> 'dropped'
    order by x.id desc limit 1) n on true`

/** A row of `selectCallers`. */
export interface CallerRow {
  id: number
  at: Date
  call_id: string | null
  number: string
  how: ShutdownCaller['how']
  wants_notice: boolean
  message_file: string | null
  answer: ShutdownCaller['answer']
  street_kind: string | null
  street: string | null
  house: string | null
  apartment: string | null
  task_id: number | null
  task_number: string | null
  notice_id: number | null
  notice_why: NonNullable<ShutdownCaller['notice']>['whyNoCall']
  notice_kind: NonNullable<ShutdownCaller['notice']>['kind'] | null
  notice_channel: NonNullable<ShutdownCaller['notice']>['channel']
  notice_state: NonNullable<ShutdownCaller['notice']>['state'] | null
  notice_at: Date | null
}

export const callerOfRow = (row: CallerRow): ShutdownCaller => ({
  id: row.id,
  at: row.at.toISOString(),
  callId: row.call_id,
  number: row.number,
  address:
    row.street === null || row.house === null
      ? ''
      : addressText({
          kind: row.street_kind ?? '',
          street: row.street,
          house: row.house,
          apartment: row.apartment,
        }),
  how: row.how,
  wantsNotice: row.wants_notice,
  hasMessage: row.message_file !== null,
  answer: row.answer,
  taskId: row.task_id,
  taskNumber: row.task_number,
  notice: noticeOfRow(row),
})

function noticeOfRow(row: CallerRow): ShutdownCaller['notice'] {
  const {
    notice_id: id,
    notice_kind: kind,
    notice_channel: channel,
    notice_state: state,
    notice_at: at,
  } = row
  return id === null || kind === null || state === null || at === null
    ? null
    : { id, kind, channel, state, at: at.toISOString(), whyNoCall: row.notice_why }
}
