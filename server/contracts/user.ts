import { z } from 'zod'
import { WhyUnreachable } from './operator-state.ts'
import { Permission, Role } from './permission.ts'

export const User = z.object({
  id: z.number().int(),
  login: z.string(),
  name: z.string(),
  role: Role,
  sipUsername: z.string().nullable(),
})
export type User = z.infer<typeof User>

export const SignedIn = z.object({
  user: User,
  permissions: z.array(Permission),
  /** Sent back in the `x-csrf-token` header of every change, and in the socket's `auth.csrf`. */
  csrf: z.string(),
})
export type SignedIn = z.infer<typeof SignedIn>

/** An operator as boards show it: from the PBX (registered, on a call), the person (paused) and the page (reachable). */
export const OperatorPresence = z.object({
  sipUsername: z.string(),
  userId: z.number().int(),
  name: z.string(),
  state: z.enum(['offline', 'available', 'ringing', 'talking', 'wrapUp', 'paused', 'unreachable']),
  since: z.string(),
  /** With `unreachable`. */
  why: WhyUnreachable.optional(),
  /** With `paused`: the reason's name. */
  reason: z.string().optional(),
  /** With `wrapUp`: when it ends. */
  until: z.string().optional(),
  note: z.string().optional(),
})
export type OperatorPresence = z.infer<typeof OperatorPresence>
