import { z } from 'zod'
import { masked } from './masked.ts'
import { WhyUnreachable } from './operator-state.ts'
import { Permission, Role } from './permission.ts'
import { Text } from './text.ts'

export const User = z.object({
  id: z.number().int(),
  login: Text,
  name: Text,
  role: Role,
  sipUsername: Text.nullable(),
})
export type User = z.infer<typeof User>

export const SignedIn = z.object({
  user: User,
  permissions: z.array(Permission),
  /** Sent back in the `x-csrf-token` header of every change, and in the socket's `auth.csrf`. */
  csrf: Text,
})
export type SignedIn = z.infer<typeof SignedIn>

/** An operator as boards show it: from the PBX (registered, on a call), the person (paused) and the page (reachable). */
export const OperatorPresence = z.object({
  sipUsername: Text,
  userId: z.number().int(),
  name: Text,
  state: z.enum(['offline', 'available', 'ringing', 'talking', 'wrapUp', 'paused', 'unreachable']),
  since: Text,
  /** With `unreachable`. */
  why: WhyUnreachable.optional(),
  /** With `paused`: the reason's name. */
  reason: Text.optional(),
  /** With `wrapUp`: when it ends. */
  until: Text.optional(),
  /** What was written of a pause is for colleagues. */
  note: masked(Text.optional(), 'number.see', 'nothing'),
})
export type OperatorPresence = z.infer<typeof OperatorPresence>
