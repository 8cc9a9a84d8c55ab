import { request } from 'node:http'
import { z } from 'zod'
import { demoPassword } from '#server/testing/people/demo-password.ts'
import type { Attack } from '../attack.ts'

const login = 'operator2'
const addresses = 22
const triesOfEach = 3

const Cookies = z.array(z.string()).default([])

interface Answer {
  status: number
  cookies: string[]
}

/** Each address of the loopback net is another stranger. */
const signIn = (origin: string, from: string, password: string, cookie = ''): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request(
      `${origin}/api/sign-in`,
      {
        method: 'POST',
        localAddress: from,
        headers: { origin, 'content-type': 'application/json', ...(cookie !== '' && { cookie }) },
      },
      (answer) => {
        answer.resume()
        const cookies = Cookies.parse(answer.headers['set-cookie']).map((one) => one.split(';')[0] ?? '')
        resolve({ status: answer.statusCode ?? 0, cookies })
      },
    )
    asked.on('error', reject)
    asked.end(JSON.stringify({ login, password }))
  })

/** Guesses from many addresses, and then the owner at the desk where he signed in before. */
export const wrongPasswords: Attack = {
  number: '14',
  title: 'sixty-six wrong passwords from twenty-two addresses',
  async run({ origin }) {
    const before = await signIn(origin, '127.0.0.1', demoPassword)
    const device = before.cookies.find((cookie) => cookie.includes('device')) ?? ''
    const statuses = await Promise.all(
      Array.from({ length: addresses * triesOfEach }, (_, nth) =>
        signIn(origin, `127.0.1.${1 + (nth % addresses)}`, `wrong ${nth}`).then(({ status }) => status),
      ),
    )
    const owner = await signIn(origin, '127.0.0.1', demoPassword, device)
    const looked = statuses.filter((status) => status === 401).length
    return {
      isHeld: owner.status === 200 && looked <= 60,
      figures: `${looked} of ${statuses.length} guesses were looked at; the owner on his device: ${owner.status}`,
    }
  },
}
