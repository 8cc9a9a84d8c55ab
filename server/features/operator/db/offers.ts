import type { Knex } from 'knex'
import type { WhyUnreachable } from '#contracts/operator-state.ts'
import { preparedQuery } from '#server/platform/db/sql.ts'

/** An operator by the view `operator_offers`, with the interval that is open. */
export interface OperatorOffer {
  userId: number
  sipUsername: string
  name: string
  isPaused: boolean
  pauseName: string | null
  note: string
  isWrappingUp: boolean
  wrapUpUntil: Date | null
  why: WhyUnreachable | null
  /** The page has spoken within the last two minutes and did not say goodbye. */
  wasJustHere: boolean
  isOffered: boolean
  openState: string | null
  openReason: string | null
  openSince: Date | null
  openNote: string | null
}

/** Who may be offered calls now, and if not, why; asked every second and oftener. Times are judged by PostgreSQL's clock alone. */
export const operatorOffers = (k: Knex) => ({
  all: (): Promise<OperatorOffer[]> =>
    preparedQuery<OperatorOffer>(
      k,
      `select o.user_id as "userId", o.sip_username as "sipUsername", u.name, o.is_paused as "isPaused",
         o.pause_name as "pauseName", o.note, o.is_wrapping_up as "isWrappingUp",
         o.wrap_up_until as "wrapUpUntil", o.why, o.is_offered as "isOffered",
         coalesce(h.at > now() - interval '2 minutes', false) as "wasJustHere",
         i.state as "openState", i.reason as "openReason", i.started_at as "openSince", i.note as "openNote"
       from operator_offers o join users u on u.id = o.user_id
       left join operator_heartbeats h on h.user_id = o.user_id
       left join operator_state_intervals i on i.user_id = o.user_id and i.ended_at is null
       order by u.name, u.id`,
      [],
    ),
})
