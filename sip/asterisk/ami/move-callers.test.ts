import { expect, it } from 'vitest'
import { giveBackCallers, takeCaller, takePlaceOut } from './move-callers.ts'
import type { AmiMessage } from './parser.ts'

const channel = (name: string, uniqueid: string, linkedid: string, bridgeid: string): AmiMessage => ({
  channel: `PJSIP/${name}`,
  uniqueid,
  linkedid,
  bridgeid,
  application: 'Queue',
})
/** An Asterisk with these channels; `packets` are received between two questions. */
function asterisk(channels: AmiMessage[], packets = 0) {
  const moved: string[] = []
  let received = 0
  return {
    moved,
    list: async () => channels,
    ask: async (action: string, fields: AmiMessage = {}): Promise<AmiMessage> => {
      if (action === 'Getvar') return { value: String((received += packets)) }
      const to = action === 'Redirect' ? `${fields['context']} ${fields['exten']}` : action
      moved.push(`${fields['channel']} ${to}`)
      return {}
    },
  }
}
const caller = channel('trunk-0a', '1.1', '1.1', '')
const talking = [channel('trunk-0a', '1.1', '1.1', 'b'), channel('op-1-0b', '1.2', '1.1', 'b')]
/** What stands in the queue for who has hung up: its second half is in the queue. */
const place = (bridgeid: string): AmiMessage[] =>
  [1, 2].map((half) => ({
    ...channel('', `place-1.1-2${half === 1 ? '' : ';2'}`, 'place-1.1-2', bridgeid),
    channel: `Local/s@place-0d;${half}`,
    application: half === 1 ? '' : 'Queue',
  }))
const legs = new Set(['1.2'])

it.each<[string, AmiMessage[], string[]]>([
  ['who waits is taken', [caller], ['PJSIP/trunk-0a taken op-2']],
  ['who talks is not', talking, []],
  ['nor by who has a call', [caller, channel('op-2-0c', '1.3', '1.3', '')], []],
  ['nor who is gone', [], []],
  ['who has hung up and keeps his place is', place(''), ['Local/s@place-0d;2 taken op-2']],
  ['but not from another operator', place('b'), []],
])('%s', async (_, channels, moved) => {
  const pbx = asterisk(channels)
  await takeCaller(pbx, '1.1', 'op-2')
  expect(pbx.moved).toEqual(moved)
})

it.each<[string, AmiMessage[], number, string[], boolean]>([
  ['a resident goes back', talking, 0, ['PJSIP/trunk-0a returned s'], false],
  [
    'and so does who was called by his place',
    [...place('b'), channel('op-1-0b', '1.2', 'place-1.1-2', 'b')].slice(1),
    0,
    ['Local/s@place-0d;2 returned s'],
    false,
  ],
  ['who still hears his operator does not', talking, 25, [], true],
  ['nor one whom a second operator has', [...talking, channel('op-2-0c', '1.3', '1.1', 'b')], 0, [], false],
  [
    'nor whom we called',
    [channel('op-1-0b', '1.2', '1.2', 'b'), channel('trunk-0a', '1.4', '1.2', 'b')],
    0,
    [],
    false,
  ],
])('of a lost page: %s', async (_, channels, packets, moved, isHeard) => {
  const pbx = asterisk(channels, packets)
  expect(await giveBackCallers(pbx, 'op-1', legs)).toBe(isHeard)
  expect(pbx.moved).toEqual(moved)
})

it.each<[string, AmiMessage[], string[]]>([
  ['leaves the queue', [caller, ...place('')], ['Local/s@place-0d;2 Hangup']],
  ['stays when an operator has taken it', place('b'), []],
  ['may be gone', [caller], []],
])('a place that is kept no longer %s', async (_, channels, moved) => {
  const pbx = asterisk(channels)
  await takePlaceOut(pbx, '1.1')
  expect(pbx.moved).toEqual(moved)
})
