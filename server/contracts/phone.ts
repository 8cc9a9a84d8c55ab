import { z } from 'zod'

/**
 * What a browser needs to register. The secret is made per sign-in, lives as long as the session and is given
 * only as HA1 = MD5(username:realm:secret) (RFC 2617; SIP.js signs in with `authorizationHa1`).
 */
export const PhoneCredentials = z.object({
  /** `wss://…` to connect to. */
  server: z.string(),
  /** Domain of the SIP URIs: sip:<username>@<domain>. */
  domain: z.string(),
  username: z.string(),
  realm: z.string(),
  ha1: z.string(),
  displayName: z.string(),
  /** Number that reaches the queue, e.g. `112` – for the resident's call page. */
  queueNumber: z.string(),
  expiresAt: z.string(),
})
export type PhoneCredentials = z.infer<typeof PhoneCredentials>
