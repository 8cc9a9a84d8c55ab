import { setTimeout as pause } from 'node:timers/promises'
import type { AmiConnection } from './connection.ts'
import type { AmiMessage } from './parser.ts'
import { placeOfChannel } from '../../translate/place-channel.ts'

type Ami = Pick<AmiConnection, 'ask' | 'list'>

/** Takes a caller out of the queue to this operator; nothing when he does not wait there any more. */
export async function takeCaller(ami: Ami, callId: string, username: string): Promise<void> {
  const channels = await ami.list('CoreShowChannels')
  const isBusy = channels.some((one) => endpointOf(one) === username)
  const caller = channels.find((one) => one['uniqueid'] === callId) ?? halfInQueue(channels, callId)
  if (isBusy || caller === undefined || caller['application'] !== 'Queue' || isBridged(caller)) return
  await redirect(ami, caller, { context: 'taken', exten: username })
}

/**
 * The page of these legs is gone: every resident who called and talks with nobody else goes to the head of the queue.
 * True when sound still comes: only the way of the signalling is cut, and they talk on.
 */
export async function giveBackCallers(
  ami: Ami,
  endpoint: string,
  legIds: ReadonlySet<string>,
): Promise<boolean> {
  const channels = await ami.list('CoreShowChannels')
  const legs = channels.filter(
    (one) => endpointOf(one) === endpoint && isBridged(one) && legIds.has(one['uniqueid'] ?? ''),
  )
  let isHeard = false
  for (const leg of legs) {
    const others = channels.filter((one) => one['bridgeid'] === leg['bridgeid'] && one !== leg)
    const [caller] = others
    const isResident =
      others.length === 1 &&
      // who kept his place is heard through the half that stood in the queue
      (caller?.['uniqueid'] === caller?.['linkedid'] || isHalfInQueue(caller)) &&
      !endpointOf(caller).startsWith('op-')
    if (caller === undefined || !isResident) continue
    if (await sendsSound(ami, leg)) isHeard = true
    else await redirect(ami, caller, { context: 'returned', exten: 's' })
  }
  return isHeard
}

/** His place is kept no longer: what stands in the queue for him leaves it, if no operator has taken it yet. */
export async function takePlaceOut(ami: Ami, callId: string): Promise<void> {
  const half = halfInQueue(await ami.list('CoreShowChannels'), callId)
  if (half === undefined || half['application'] !== 'Queue' || isBridged(half)) return
  await ami.ask('Hangup', { channel: half['channel'] ?? '' })
}

/** What stands in the queue for a caller who has hung up. */
const halfInQueue = (channels: readonly AmiMessage[], callId: string): AmiMessage | undefined =>
  channels.find((one) => isHalfInQueue(one) && placeOfChannel(one['uniqueid'] ?? '')?.callId === callId)

const isHalfInQueue = (channel: AmiMessage | undefined): boolean =>
  channel?.['uniqueid']?.endsWith(';2') === true && placeOfChannel(channel['uniqueid']) !== null

/** Packets of a phone come fifty a second. */
async function sendsSound(ami: Ami, channel: AmiMessage): Promise<boolean> {
  const received = async (): Promise<string> => {
    const asked = { channel: channel['channel'] ?? '', variable: 'CHANNEL(rtcp,rxcount)' }
    return (await ami.ask('Getvar', asked))['value'] ?? ''
  }
  const before = await received()
  await pause(500)
  return (await received()) !== before
}

const redirect = (
  ami: Ami,
  channel: AmiMessage,
  to: { context: string; exten: string },
): Promise<AmiMessage> => ami.ask('Redirect', { channel: channel['channel'] ?? '', ...to, priority: '1' })

const isBridged = (channel: AmiMessage): boolean => (channel['bridgeid'] ?? '') !== ''

const endpointOf = (channel: AmiMessage | undefined): string =>
  /^PJSIP\/(.+)-[0-9a-f]+$/.exec(channel?.['channel'] ?? '')?.[1] ?? ''
