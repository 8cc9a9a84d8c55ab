import { Refusal } from '#contracts/error.ts'
import type { Permission } from '#contracts/permission.ts'
import type { Actor } from '#server/ports.ts'

/** The actor as somebody of the house; the second check behind the route's guard. */
export interface Person {
  userId: number
  name: string
  mayDispatch: boolean
  maySeeNumbers: boolean
}

/** @throws Refusal notSignedIn, notAllowed with the `permission` that is missing */
export function demand(actor: Actor, permission: Permission): Person {
  if (actor.userId === null) throw new Refusal('notSignedIn')
  if (!actor.permissions.includes(permission)) throw new Refusal('notAllowed', { permission })
  return {
    userId: actor.userId,
    name: actor.name,
    mayDispatch: actor.permissions.includes('task.dispatch'),
    maySeeNumbers: actor.permissions.includes('number.see'),
  }
}
