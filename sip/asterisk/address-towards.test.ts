import { expect, it } from 'vitest'
import { addressTowards } from './address-towards.ts'

it('finds the address and the mask of the way to a host', async () => {
  expect(await addressTowards('127.0.0.1')).toEqual({ address: '127.0.0.1', netmask: '255.0.0.0' })
})

it('says when there is no such host', async () => {
  await expect(addressTowards('no-such-host.invalid')).rejects.toThrow(/no-such-host|ENOTFOUND|EAI_AGAIN/)
  await expect(addressTowards('')).rejects.toThrow(/no host/)
})
