import { z } from 'zod'
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

/** An operator as boards show it: known from the PBX (registered, on a call) and the person (paused). */
export const OperatorPresence = z.object({
  sipUsername: z.string(),
  userId: z.number().int(),
  name: z.string(),
  state: z.enum(['offline', 'available', 'ringing', 'talking', 'paused']),
  since: z.string(),
})
export type OperatorPresence = z.infer<typeof OperatorPresence>
