import type { z } from 'zod'
import { BrokenContract } from '#server/platform/broken-contract.ts'
import type { Actor } from '#server/ports.ts'
import { shownTo } from '#domain/privacy/shown-to.ts'

/**
 * What leaves for this person: as the contract says, and masked by it. @throws BrokenContract, which is logged and
 * answered as a fault: what does not fit could hold anything, and is not sent
 */
export function answerTo<S extends z.ZodType>(actor: Actor, contract: S, answer: unknown): z.output<S> {
  const parsed = contract.safeParse(answer)
  if (!parsed.success) throw new BrokenContract('an answer', parsed.error)
  return shownTo(contract, actor.permissions)(parsed.data)
}
