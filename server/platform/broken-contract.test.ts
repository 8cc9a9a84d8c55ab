import { expect, it } from 'vitest'
import { z } from 'zod'
import { Text } from '#contracts/text.ts'
import { BrokenContract } from './broken-contract.ts'

it('says where and how a contract is broken, and holds nothing of what was there', () => {
  const Contract = z.object({
    notes: z.record(Text, Text.max(3)),
    lines: z.array(z.enum(['a', 'b'])),
    phone: z.email(),
  })
  const parsed = Contract.safeParse({
    notes: { 'Ильина 89227654321': 'долг' },
    lines: ['a', 'Ильина'],
    phone: '+79227654321',
  })
  if (parsed.success) throw new Error('it fits')
  const { message } = new BrokenContract('an answer', parsed.error)
  expect(message).toBe(
    'an answer breaks its contract: notes.* too_big; lines.1 invalid_value; phone invalid_format',
  )
})
