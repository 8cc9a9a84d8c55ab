import { z } from 'zod'
import type { Permission } from './permission.ts'

/** One HTTP route. `access`: 'public', 'signedIn', or the permission it needs. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  access: 'public' | 'signedIn' | Permission
  summary: string
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  /** A query that is answered whatever there is: for readers of OpenAPI, and for the matrix of routes. */
  example?: Readonly<Record<string, string>>
  response: z.ZodType
}
export const route = <const R extends Route>(r: R): R => r

/** `:id` of a path. */
export const IdParams = z.object({ id: z.coerce.number().int().positive() })
/** In a query: of this company alone. */
export const OfCompany = z.coerce.number().int().positive().optional()
export const Ok = z.object({ ok: z.literal(true) })
