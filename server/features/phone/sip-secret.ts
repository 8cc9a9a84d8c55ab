import { createHash, randomBytes } from 'node:crypto'

export interface SipSecret {
  ha1Md5: string
  ha1Sha256: string
}

/**
 * Makes a random secret and keeps only what digests need of it: HA1 = H(username:realm:secret), RFC 7616 section
 * 3.4.2. MD5 is what SIP.js and JsSIP can do, SHA-256 what RFC 8760 asks of servers.
 */
export function newSipSecret(username: string, realm: string): SipSecret {
  const a1 = `${username}:${realm}:${randomBytes(24).toString('base64url')}`
  return {
    ha1Md5: createHash('md5').update(a1).digest('hex'),
    ha1Sha256: createHash('sha256').update(a1).digest('hex'),
  }
}
