import { expect, test } from 'vitest'
import { withoutRelatedAddresses } from './sdp.ts'

test('the inner address behind a candidate is not passed on; the candidates are', () => {
  const sdp = [
    'a=candidate:1 1 udp 2122260223 192.168.1.5 50000 typ host generation 0',
    'a=candidate:2 1 udp 1686052607 198.51.100.7 61000 typ srflx raddr 192.168.1.5 rport 50000 generation 0',
    'a=candidate:3 1 udp 41885439 203.0.113.9 62000 typ relay raddr 2001:db8::7 rport 61000',
    '',
  ].join('\r\n')
  expect(withoutRelatedAddresses(sdp).split('\r\n')).toEqual([
    'a=candidate:1 1 udp 2122260223 192.168.1.5 50000 typ host generation 0',
    'a=candidate:2 1 udp 1686052607 198.51.100.7 61000 typ srflx raddr 0.0.0.0 rport 9 generation 0',
    'a=candidate:3 1 udp 41885439 203.0.113.9 62000 typ relay raddr 0.0.0.0 rport 9',
    '',
  ])
})
