import type { z } from 'zod'

/** One of many that boards are told of: it goes whole, with its version. */
export interface Entity<S extends z.ZodType = z.ZodType> {
  of: 'many'
  schema: S
  /** Nobody works on it any more: pages forget the oldest of these. */
  isOver(entity: z.infer<S>): boolean
  /** What becomes of a newer one where an older one is known; without it the newer one. */
  merge(known: z.infer<S>, next: z.infer<S>): z.infer<S>
}

/** There is one of it; its version travels beside it. */
export interface Single<S extends z.ZodType = z.ZodType> {
  of: 'one'
  schema: S
}

export const entity = <S extends z.ZodType<{ id: string | number; version: number }>>(
  schema: S,
  rules: Pick<Entity<S>, 'isOver'> & Partial<Pick<Entity<S>, 'merge'>>,
): Entity<S> => ({ of: 'many', schema, merge: (_known, next) => next, ...rules })

export const single = <S extends z.ZodType>(schema: S): Single<S> => ({ of: 'one', schema })
