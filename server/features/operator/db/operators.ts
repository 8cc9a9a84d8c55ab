import { anyOf, part, rowsOf, type Part } from '#server/platform/db/together.ts'

export interface Operator {
  userId: number
  name: string
  sipUsername: string
}

/** People by their SIP user name, which is what PBX events know of them. */
export const operators = () => ({
  /** Of these names, and of the operators of the part `calls`. */
  named: (names: readonly string[], calls: string): Part<Operator[]> =>
    part<Operator, Operator[]>(
      `select id as "userId", name, sip_username as "sipUsername" from users
       where sip_username = ${anyOf('text')}
         or sip_username in (
           select operator from ${rowsOf(calls)}
           union select leg ->> 'operator' from ${rowsOf(calls)}, jsonb_array_elements(legs) as leg)`,
      [names],
      (rows) => rows,
    ),
})
