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

/**
 * What a new page needs to take a talk up again (RFC 3891), and to show it as before. Call-id and tags are secrets:
 * whoever knows them can take the call, so they go to the operator's own sessions alone.
 */
export const SavedDialog = z.object({
  server: z.string().max(300),
  username: z.string().max(60),
  callId: z.string().min(1).max(255),
  localTag: z.string().min(1).max(255),
  remoteTag: z.string().min(1).max(255),
  direction: z.enum(['in', 'out']),
  remoteNumber: z.string().max(200),
  remoteName: z.string().max(200),
  startedAt: z.string().max(40),
  answeredAt: z.string().max(40).nullable(),
  pbxCallId: z.string().max(200).nullable(),
  held: z.boolean().default(false),
})
export type SavedDialog = z.infer<typeof SavedDialog>

export const SavedDialogs = z.object({
  /** The browser that talks: a UUID that it keeps (RFC 5626 section 4.1). */
  instance: z.string().min(1).max(60),
  dialogs: z.array(SavedDialog).max(8),
})
