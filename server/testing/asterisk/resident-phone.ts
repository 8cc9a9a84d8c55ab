import type { Knex } from 'knex'
import { openNodePhone, type NodeCall, type NodePhone } from '#sip/caller/node-phone.ts'
import type { TestAsterisk } from './asterisk.ts'
import { ha1Of, realm } from './sip-operator.ts'

/** A resident with a telephone of ours, so that what he hears can be listened to at his side. */
export async function residentPhone(
  { knex, asterisk }: { knex: Knex; asterisk: TestAsterisk },
  number: string,
  username = `caller-${number}`,
): Promise<NodePhone> {
  const ha1 = ha1Of(username)
  await knex('sip_accounts').insert({
    username,
    kind: 'caller',
    realm,
    ha1_md5: ha1,
    ha1_sha256: '',
    display_name: 'Житель',
    number,
    expires_at: new Date(Date.now() + 3_600_000),
  })
  return openNodePhone({ credentials: { server: asterisk.webSocket, domain: realm, username, ha1 } })
}

/** A key, as browsers' telephones send it (INFO). */
export async function press(call: NodeCall, key: string): Promise<void> {
  const content = `Signal=${key}\r\nDuration=160\r\n`
  await call.session.info({
    requestOptions: {
      body: { contentDisposition: 'render', contentType: 'application/dtmf-relay', content },
    },
  })
}
