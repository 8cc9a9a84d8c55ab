import { createHmac } from 'node:crypto'
import { withAmi, type AmiAccount } from './once.ts'

/**
 * The secret of the account `<user>-reload`. Whoever holds telephony's can make it, so it is no further bound; but the
 * connection which is always open cannot reload.
 */
export const reloadSecret = (amiSecret: string): string =>
  createHmac('sha256', amiSecret).update('reload of trunks').digest('hex')

/** All that knows trunks: endpoints, whose calls they are, registrations. */
const modules = ['res_pjsip.so', 'res_pjsip_endpoint_identifier_ip.so', 'res_pjsip_outbound_registration.so']

/** Asterisk reads the trunks anew; calls go on. Its people are read one by one and need no reload. */
export const reloadTrunks = ({ username, secret, ...at }: AmiAccount): Promise<void> =>
  withAmi({ ...at, username: `${username}-reload`, secret: reloadSecret(secret) }, async (ami) => {
    for (const module of modules) await ami.ask('Reload', { module })
  })
