import { Refusal } from '#contracts/error.ts'
import type { Permission } from '#contracts/permission.ts'
import type { Actor } from '#server/ports.ts'

/** For what hangs on the data, or is shown or not: whether somebody may come at all is asked by the route alone. */
export const holds = ({ permissions }: Actor, permission: Permission): boolean =>
  permissions.includes(permission)

/** @throws Refusal notAllowed with the `permission` that is missing */
export function demand(actor: Actor, permission: Permission): void {
  if (!holds(actor, permission)) throw new Refusal('notAllowed', { permission })
}
