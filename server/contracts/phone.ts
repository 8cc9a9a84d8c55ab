import { z } from 'zod'
import { Text } from './text.ts'

/**
 * What a browser needs to register. The secret is made per sign-in, lives as long as the session and is given
 * only as HA1 = MD5(username:realm:secret) (RFC 2617; SIP.js signs in with `authorizationHa1`).
 */
export const PhoneCredentials = z.object({
  /** `wss://…` to connect to. */
  server: Text,
  /** Domain of the SIP URIs: sip:<username>@<domain>. */
  domain: Text,
  username: Text,
  realm: Text,
  ha1: Text,
  displayName: Text,
  /** Number that reaches the queue, e.g. `112` – for the resident's call page. */
  queueNumber: Text,
  expiresAt: Text,
})
export type PhoneCredentials = z.infer<typeof PhoneCredentials>

/**
 * What a new page needs to take a talk up again (RFC 3891), and to show it as before. Call-id and tags are secrets:
 * whoever knows them can take the call, so they go to the operator's own sessions alone.
 */
export const SavedDialog = z.object({
  server: Text.max(300),
  username: Text.max(60),
  callId: Text.min(1).max(255),
  localTag: Text.min(1).max(255),
  remoteTag: Text.min(1).max(255),
  direction: z.enum(['in', 'out']),
  remoteNumber: Text.max(200),
  remoteName: Text.max(200),
  startedAt: Text.max(40),
  answeredAt: Text.max(40).nullable(),
  pbxCallId: Text.max(200).nullable(),
  held: z.boolean().default(false),
})
export type SavedDialog = z.infer<typeof SavedDialog>

export const SavedDialogs = z.object({
  /** The browser that talks: a UUID that it keeps (RFC 5626 section 4.1). */
  instance: Text.min(1).max(60),
  dialogs: z.array(SavedDialog).max(8),
})
