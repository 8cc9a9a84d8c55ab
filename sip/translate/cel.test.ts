import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { CallEvent } from '#contracts/call-event.ts'
import { translateCel } from './cel.ts'
import { readCelLine } from './cel-line.ts'

/** What Asterisk 22.10 wrote of one such call. */
const recorded = (name: string): CallEvent[] => {
  const text = readFileSync(new URL(`fixtures/${name}.jsonl`, import.meta.url), 'utf8')
  let offset = 0
  return text
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const events = translateCel(line, `1.ab:${offset}`, 'asterisk')
      offset += Buffer.byteLength(line) + 1
      return events
    })
}

/** Short form: legs by letters in the order they appear (a is the first), other calls than the first by `2:`. */
function told(events: CallEvent[]): string[] {
  const legs: string[] = []
  const calls: string[] = []
  const indexIn = (list: string[], id: string): number =>
    list.includes(id) ? list.indexOf(id) : list.push(id) - 1
  return events.map((event) => {
    const call = indexIn(calls, event.callId) === 0 ? '' : `${indexIn(calls, event.callId) + 1}:`
    const leg = 'legId' in event ? ` ${String.fromCodePoint(97 + indexIn(legs, event.legId))}` : ''
    const operator = 'operator' in event && event.operator ? ` ${event.operator}` : ''
    const cause = 'cause' in event ? ` ${event.cause}` : ''
    const by = 'endedBy' in event ? ` by ${event.endedBy}` : ''
    return `${call}${event.type}${leg}${operator}${by}${cause}`
  })
}

describe('translateCel of recorded calls', () => {
  it('tells of who kept his place as of one call: he hangs up, an operator is there, then he is rung', () => {
    const events = recorded('kept-place')
    expect(told(events)).toEqual([
      'call.arrived a',
      'call.queued',
      'call.placeKept',
      'leg.ended a normal',
      'call.ended by system normal',
      'call.ended by system normal',
      'call.queued',
      'leg.offered b op-1',
      'leg.answered b op-1',
      'leg.joined b op-1',
      'leg.answered c',
      'call.recorded',
      'leg.joined c',
      'call.ended by operator failed',
      'leg.ended b op-1 failed',
      'call.placeLeft',
      'call.ended by system failed',
      'leg.ended c normal',
    ])
  })

  it('tells an answered call', () => {
    const events = recorded('answered-caller-hangs-up')
    expect(told(events)).toEqual([
      'call.arrived a',
      'call.queued',
      'leg.offered b op-1',
      'leg.answered b op-1',
      'call.recorded',
      'leg.joined b op-1',
      'leg.joined a',
      'leg.ended a normal',
      'call.ended by caller normal',
      'leg.ended b op-1 normal',
      'call.ended by system normal',
    ])
    expect(events[0]).toMatchObject({ from: '+79220000001', to: '73452000000', source: 'asterisk' })
    expect(events.find((event) => event.type === 'call.recorded')).toMatchObject({
      file: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\d+\.\d+\.wav$/),
    })
    expect(new Set(events.map((event) => event.position)).size).toBe(events.length)
  })

  it('tells who hung up', () => {
    expect(told(recorded('answered-operator-hangs-up'))).toContain('call.ended by operator normal')
  })

  it('tells a call that was abandoned in the queue', () => {
    expect(told(recorded('abandoned-in-queue'))).toEqual([
      'call.arrived a',
      'call.queued',
      expect.stringMatching(/^leg.offered b op-/),
      expect.stringMatching(/^leg.ended b op-\d noAnswer$/),
      'leg.ended a noAnswer',
      'call.ended by caller cancelled',
      'call.ended by system normal',
    ])
  })

  it('tells of the operator who did not answer and of the next who did', () => {
    const story = told(recorded('no-answer-then-next'))
    expect(story.slice(2, 6)).toEqual([
      'leg.offered b op-2',
      'leg.ended b op-2 noAnswer',
      'leg.offered c op-1',
      'leg.answered c op-1',
    ])
  })

  it('tells of an operator who refused', () => {
    expect(told(recorded('rejected-then-next'))).toContainEqual(
      expect.stringMatching(/^leg.ended b op-\d busy$/),
    )
  })

  it('tells that a call back was promised', () => {
    const story = told(recorded('overflow'))
    expect(story).toContain('call.callbackAsked')
    expect(story.slice(-2)).toEqual(['call.ended by system noAnswer', 'call.ended by system normal'])
    expect(story.join()).not.toContain('leg.answered')
  })

  it('tells a blind transfer: the call ends once, after the second operator', () => {
    const story = told(recorded('blind-transfer'))
    const transferred = recorded('blind-transfer').find((event) => event.type === 'call.transferred')
    expect(transferred).toMatchObject({ kind: 'blind', to: expect.stringMatching(/^op-\d$/) })
    expect(story.indexOf('call.transferred')).toBeLessThan(
      story.findLastIndex((line) => line.startsWith('leg.answered')),
    )
    expect(story.filter((line) => line.startsWith('call.ended'))).toHaveLength(2)
  })

  it('tells an attended transfer: the consultation ends, the call goes on with the colleague', () => {
    const events = recorded('attended-transfer')
    const transferred = events.find((event) => event.type === 'call.transferred')
    expect(transferred).toMatchObject({ kind: 'attended', to: expect.stringMatching(/^op-\d$/) })
    const story = told(events)
    expect(story).toContainEqual(expect.stringMatching(/^2:call.dialled/))
    expect(story).toContain('2:call.ended by system normal')
    const consultationEnds = story.indexOf('2:call.ended by system normal')
    expect(story.findIndex((line) => line.startsWith('call.ended'))).toBeGreaterThan(consultationEnds)
  })

  it('tells hold and resumption, which AMI added to the ledger', () => {
    const story = told(recorded('held'))
    expect(story.indexOf('leg.held b')).toBeGreaterThan(story.indexOf('leg.joined b op-1'))
    expect(story.indexOf('leg.resumed b')).toBeGreaterThan(story.indexOf('leg.held b'))
  })

  it('does not take the swap of a re-attached leg for the end of the call', () => {
    const events = recorded('re-attached')
    expect(new Set(events.map((event) => event.callId)).size).toBe(1)
    const story = told(events)
    const again = story.findIndex((line) => line.startsWith('leg.joined c op-'))
    expect(again).toBeGreaterThan(0)
    expect(story.findIndex((line) => line.startsWith('call.ended'))).toBeGreaterThan(again)
  })

  it('tells an outgoing call', () => {
    const events = recorded('outgoing-answered')
    expect(told(events)).toEqual([
      'call.dialled a op-1',
      'leg.answered b',
      'call.recorded',
      'leg.joined b',
      'leg.joined a op-1',
      'leg.ended b normal',
      'leg.ended a op-1 normal',
      'call.ended by operator normal',
      'call.ended by system normal',
    ])
    expect(events[0]).toMatchObject({ to: '+79221234567' })
  })

  it('tells that the called number was busy', () => {
    expect(told(recorded('outgoing-busy'))).toEqual([
      'call.dialled a op-1',
      'leg.ended b busy',
      'leg.ended a op-1 busy',
      'call.ended by system busy',
      'call.ended by system normal',
    ])
  })

  it('tells who heard of a shutdown before the queue, asked to be told of its end, and hung up', () => {
    const events = recorded('told-and-asks-for-notice')
    expect(told(events)).toEqual([
      'call.arrived a',
      'call.informed',
      'call.noticeAsked',
      'leg.ended a normal',
      'call.ended by system normal',
      'call.ended by system normal',
    ])
    expect(events[1]).toMatchObject({ how: 'announcement', shutdowns: [{ id: 1, heardVersion: 1 }] })
    expect(told(recorded('told-and-hangs-up'))).toEqual([
      'call.arrived a',
      'call.informed',
      'leg.ended a noAnswer',
      'call.ended by caller noAnswer',
      'call.ended by system normal',
    ])
  })

  it('tells who pressed 9', () => {
    expect(told(recorded('urgent')).slice(0, 4)).toEqual([
      'call.arrived a',
      'call.informed',
      'call.urgent',
      'call.queued',
    ])
  })

  it('tells of a call of ours what was heard and answered, and no call of a resident', () => {
    const events = recorded('survey-of-ours')
    expect(events.slice(0, 2)).toMatchObject([
      { type: 'notice.heard', noticeId: 1, callId: 'notice-1-1' },
      { type: 'survey.answered', callerId: 1, answer: 'no' },
    ])
    expect(told(events)).not.toContainEqual(expect.stringMatching(/arrived|dialled|answered a|joined/))
  })

  it('tells when outgoing calls of the day come to their bound', () => {
    const line = (extra: string): string =>
      JSON.stringify({
        eventtype: 'VAKHTA_OUTGOING',
        eventtime: '1795821161.5',
        userdeftype: 'VAKHTA_OUTGOING',
        channame: 'PJSIP/op-1-00000001',
        uniqueid: '1.1',
        linkedid: '1.1',
        eventextra: JSON.stringify({ extra }),
      })
    expect(translateCel(line('full:1000:3600'), '1:0', 'asterisk')).toMatchObject([
      { type: 'outgoing.limited', level: 'full', calls: 1000, seconds: 3600 },
    ])
    expect(() => translateCel(line('all:1:1'), '1:0', 'asterisk')).toThrow(/no level/)
  })

  it('reads callers whose names are no JSON as Asterisk writes them', () => {
    const arrived = recorded('hostile-caller').filter((event) => event.type === 'call.arrived')
    expect(arrived[0]).toMatchObject({
      from: '+79220000011',
      displayName: expect.stringContaining('Грозный'),
    })
    expect(arrived[1]).toMatchObject({ from: '+79220000012' })
  })
})

describe('translateCel of what callers may write', () => {
  /** What cel_custom makes of a value: quotes are escaped, nothing else is. */
  const written = (fields: Record<string, string>): string =>
    `{${Object.entries(fields)
      .map(([key, value]) => `"${key}":"${value.replaceAll('"', '\\"')}"`)
      .join(',')}}`
  const line = (num: string, name: string): string =>
    written({
      eventtype: 'CHAN_START',
      eventtime: '1795356247.828241',
      userdeftype: '',
      channame: 'PJSIP/trunk-00000000',
      uniqueid: '1795356247.0',
      linkedid: '1795356247.0',
      appname: '',
      appdata: '',
      eventextra: '',
      context: 'from-trunk',
      exten: '73452000000',
      num,
      name,
    })

  it('a number that comes from the call page was typed by its visitor, one from the trunk was not', () => {
    const fromPage = line('+79220000001', 'Анна').replace('PJSIP/trunk-', 'PJSIP/web-0a1b2c-')
    expect(translateCel(fromPage, '1:0', 'asterisk')).toMatchObject([
      { type: 'call.arrived', from: '+79220000001', isNumberTyped: true },
    ])
    const [fromTrunk] = translateCel(line('+79220000001', 'Анна'), '1:0', 'asterisk')
    expect(fromTrunk).not.toHaveProperty('isNumberTyped')
  })

  it('neither hides nor forges, whatever the name and number are', () => {
    const nasty = fc.array(
      fc.constantFrom(
        '"',
        '\\',
        ',',
        ':',
        '{',
        '}',
        '\t',
        '\u0001',
        'num',
        'name',
        'linkedid',
        '1.1',
        'я',
        '\\u0022',
        '%',
      ),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(nasty, nasty, (num, name) => {
        const events = translateCel(line(num.join(''), name.join('')), '1.ab:0', 'asterisk')
        expect(events).toHaveLength(1)
        expect(events[0]).toMatchObject({
          type: 'call.arrived',
          callId: '1795356247.0',
          legId: '1795356247.0',
          to: '73452000000',
          at: '2026-11-22T14:04:07.828Z',
        })
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps what stands before a number with a line feed, and refuses what stands after', () => {
    const [first = '', second = ''] = line('+7922\n"},{"eventtype":"LINKEDID_END', 'x').split('\n')
    expect(translateCel(first, '1.ab:0', 'asterisk')).toMatchObject([{ type: 'call.arrived', from: '+7922' }])
    expect(() => translateCel(second, '1.ab:9', 'asterisk')).toThrow()
  })

  it('a word of the dialplan that is not whole says nothing, whatever it is, and is no other event', () => {
    const own = (kind: string, text: string): string =>
      written({
        ...JSON.parse(line('1', 'x')),
        eventtype: kind,
        userdeftype: kind,
        eventextra: JSON.stringify({ extra: text }),
      })
    const translate = (kind: string, text: string): CallEvent[] | null => {
      try {
        return translateCel(own(kind, text), '1.ab:0', 'asterisk')
      } catch {
        return null
      }
    }
    expect(translate('VAKHTA_INFORMED', 'question;3:1,40:12')).toMatchObject([
      {
        how: 'question',
        shutdowns: [
          { id: 3, heardVersion: 1 },
          { id: 40, heardVersion: 12 },
        ],
      },
    ])
    expect(translate('VAKHTA_SURVEY', '17:yes')).toMatchObject([{ callerId: 17, answer: 'yes' }])
    expect(translate('VAKHTA_HEARD', '42')).toMatchObject([{ noticeId: 42 }])
    const file = '2026/11/28/1.2-message.wav'
    expect(translate('VAKHTA_MESSAGE', `${file};12`)).toMatchObject([{ file, seconds: 12 }])
    expect(translate('VAKHTA_MESSAGE', file)?.[0]).not.toHaveProperty('seconds')
    const kinds = fc.constantFrom('VAKHTA_INFORMED', 'VAKHTA_SURVEY', 'VAKHTA_HEARD')
    const pieces = fc.constantFrom(
      'announcement',
      ';',
      ':',
      ',',
      '1',
      '-1',
      '1e9',
      '99999999999999999',
      'yes',
      ' ',
      'я',
    )
    fc.assert(
      fc.property(kinds, fc.array(pieces, { maxLength: 8 }), (kind, parts) => {
        const [event, ...more] = translate(kind, parts.join('')) ?? []
        if (event === undefined) return
        expect(more).toEqual([])
        const versions = event.type === 'call.informed' ? event.shutdowns.map((one) => one.heardVersion) : []
        // integers of PostgreSQL: one that cannot be stored would stop the ledger for ever
        expect(versions.filter((one) => one >= 2 ** 31)).toEqual([])
        const numbers =
          event.type === 'call.informed'
            ? event.shutdowns.flatMap(({ id, heardVersion }) => [id, heardVersion])
            : event.type === 'survey.answered'
              ? [event.callerId]
              : event.type === 'notice.heard'
                ? [event.noticeId]
                : [Number.NaN]
        expect(numbers.every((one) => Number.isSafeInteger(one) && one >= 0)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('of more shutdowns than a number ever has, the first twenty are kept', () => {
    const list = Array.from({ length: 40 }, (_, n) => `${n + 1}:1`).join(',')
    const text = written({
      ...JSON.parse(line('1', 'x')),
      eventtype: 'VAKHTA_INFORMED',
      userdeftype: 'VAKHTA_INFORMED',
      eventextra: JSON.stringify({ extra: `announcement;${list}` }),
    })
    const [event] = translateCel(text, '1.ab:0', 'asterisk')
    expect(event?.type === 'call.informed' && event.shutdowns).toHaveLength(20)
  })

  it('shows no number for who withholds his', () => {
    expect(translateCel(line('anonymous', 'Anonymous'), '1.ab:0', 'asterisk')).toMatchObject([{ from: '' }])
  })

  it('what looks for news beside who waits in the queue is no call', () => {
    const beside = {
      ...JSON.parse(line('', '')),
      channame: 'Local/s@looks-00000001;2',
      eventtype: 'LINKEDID_END',
    }
    expect(translateCel(JSON.stringify(beside), '1.ab:0', 'asterisk')).toEqual([])
  })

  it('gives nothing for events that say nothing, and throws on what is not CEL', () => {
    expect(translateCel(line('1', 'x').replace('CHAN_START', 'CHAN_END'), '1.ab:0', 'asterisk')).toEqual([])
    expect(translateCel(line('1', 'x').replace('CHAN_START', 'NEWER_KIND'), '1.ab:0', 'asterisk')).toEqual([])
    for (const text of ['', 'nonsense', '{}', '[]', '{"eventtype":"HANGUP"}'])
      expect(() => translateCel(text, '1.ab:0', 'asterisk')).toThrow()
  })

  it('reads proper JSON as well', () => {
    expect(readCelLine(JSON.stringify({ ...JSON.parse(line('1', 'x')), name: 'a"b\\c' })).name).toBe('a"b\\c')
  })
})
