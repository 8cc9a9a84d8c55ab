import { describe, expect, it } from 'vitest'
import { hashPassword, verifyNothing, verifyPassword } from './password.ts'

describe('a password', () => {
  it('is known again by its hash, which tells the parameters and differs each time', async () => {
    const [one, other] = await Promise.all([hashPassword('пароль'), hashPassword('пароль')])
    expect(one).toMatch(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
    expect(one).not.toBe(other)
    expect(await verifyPassword('пароль', one)).toBe(true)
    expect(await verifyPassword('Пароль', one)).toBe(false)
  })
  it('is the same however the keyboard composed its letters', async () => {
    expect(await verifyPassword('\u0438\u0306', await hashPassword('\u0439'))).toBe(true)
  })
  it('is verified with the parameters of its hash, also older ones', async () => {
    const old = 'scrypt$1024$8$1$c2FsdHNhbHRzYWx0c2E$'
    expect(await verifyPassword('x', `${old}${'A'.repeat(43)}`)).toBe(false)
  })
  it.each(['', 'plain', 'bcrypt$1$2$3$4$5', 'scrypt$x$8$1$AA$AA', 'scrypt$0$0$0$AA$AA'])(
    'does not match the unreadable hash %j',
    async (hash) => {
      expect(await verifyPassword('x', hash)).toBe(false)
    },
  )
  it('of nobody takes as long as a wrong one', async () => {
    const hash = await hashPassword('right')
    const time = async (work: () => Promise<boolean>): Promise<number> => {
      const startedAt = process.cpuUsage()
      await work()
      return process.cpuUsage(startedAt).user
    }
    const pairs = [] as number[]
    for (let n = 0; n < 7; n++)
      pairs.push(
        (await time(() => verifyNothing('wrong'))) / (await time(() => verifyPassword('wrong', hash))),
      )
    const median = pairs.toSorted((a, b) => a - b)[3] ?? 0
    expect(median).toBeGreaterThan(0.5)
    expect(median).toBeLessThan(2)
  })
})
