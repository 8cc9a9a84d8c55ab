import { demand, type Person } from '#server/platform/access/person.ts'
import type { Actor } from '#server/ports.ts'

/**
 * Who may send files of residents and take them away. Both are full of telephone numbers, in full.
 * @throws Refusal notSignedIn, notAllowed
 */
export function importer(actor: Actor): Person {
  demand(actor, 'number.see')
  return demand(actor, 'directory.import')
}
