import { expect, it } from 'vitest'
import { z } from 'zod'
import { routes, type Route } from '#contracts/http.ts'
import { JournalEntry, LiveState, Snapshot } from '#contracts/journal.ts'
import { masked, masks } from '#contracts/masked.ts'
import { Text } from '#contracts/text.ts'
import { needsOf, partsOf } from './compile-mask.ts'
import { shownTo } from './shown-to.ts'

/** Everything that leaves, by whom it leaves. */
const sent: [string, z.ZodType][] = [
  ...Object.entries<Route>(routes).map(([name, { response }]): [string, z.ZodType] => [name, response]),
  ['journal', JournalEntry],
  ['snapshot', Snapshot],
  ['live', LiveState],
]

/** What may be a telephone number of somebody, a debt, or the name of who called, by its field. */
const isSecret = /phone|^number$|^from$|^to$|debt|applicant|displayName|^remote(Number|Name)$/i

/** Fields of such a name that hold none; each says what it holds. */
const open: [RegExp, string][] = [
  [
    /(^|\.)(task|tasks\[\]|openTasks\[\]|openTasks\[\]\.task|shutdown|shutdowns\[\]|overlaps\[\]|rows\[\])\.number$/,
    'our own number',
  ],
  [/^(addTask|saveDraft|registerTask|joinTask|undoJoin|moveTask|discardDraft)\.number$/, 'our own number'],
  [/^(claimCallback|releaseCallback|recordHandover|dismissDanger)\.number$/, 'our own number'],
  [/^\w*Shutdown\.number$|^moveTerm\.number$/, 'our own number'],
  [/(houses|apartments|flats|entrances)\[\]\.number$|fields\.number$/, 'of a house, a flat, an entrance'],
  [/history\[\]\.(from|to)$/, 'statuses'],
  [/quality\[\]\.(from|to)$/, 'moments'],
  [/(week\[\]\[\]|hours\[\])\.(from|to)$/, 'minutes of a day'],
  [/^readTrunkTest\.test\.number$/, 'which the administrator typed who asks'],
  [/events\[\]\.to$/, 'of call.arrived: our own line; the others are masked'],
  [/settings\.phone$|^publicSettings\.phone$/, 'of the company, for everybody'],
  [
    /(company|companies\[\]|saveCompany)\.(phone|emergencyPhone)$/,
    'of a company that is served, for everybody',
  ],
  [/organisations\[\]\.phones$/, 'of a company of the town'],
  [/Credentials\.displayName$/, 'the name of who asks'],
  [/^findPhoneDialogs\.dialogs\[\]\.remote(Number|Name)$/, 'with whom the asking person talks'],
]

/** Where something of such a name has no mask, neither itself nor inside nor around it. */
function bare(schema: z.core.$ZodType, path: string): string[] {
  if (masks.get(schema) !== undefined) return []
  const inside = partsOf(schema)
  const name = /\.(\w+)$/.exec(path)?.[1] ?? ''
  const own = isSecret.test(name) && needsOf(schema).size === 0 ? [path] : []
  return [...new Set([...own, ...inside.flatMap(({ at, part }) => bare(part, path + at))])]
}
const isOpen = (path: string): boolean => open.some(([pattern]) => pattern.test(path))

it.each(sent)('%s masks every field that is named like a number, a debt or an applicant', (name, schema) => {
  expect(bare(schema, name).filter((path) => !isOpen(path))).toEqual([])
})

it('names no open field that is not there', () => {
  const all = sent.flatMap(([name, schema]) => bare(schema, name))
  expect(open.filter(([pattern]) => !all.some((path) => pattern.test(path)))).toEqual([])
})

it('finds a field that is added without a mask', () => {
  const place = z.object({ phone: z.array(z.object({ number: Text }).nullable()), debtKopecks: z.number() })
  expect(bare(place, 'place')).toEqual(['place.phone', 'place.phone[].number', 'place.debtKopecks'])
})

it.each([
  ['journal', JournalEntry],
  ['snapshot', Snapshot],
  ['live', LiveState],
])('%s is masked by number.see alone: rooms of boards know no other permission', (_, schema) => {
  expect([...needsOf(schema)]).toEqual(['number.see'])
})

it.each(sent)(
  '%s can be masked for who may do nothing, and is the value itself for who may all',
  (_, schema) => {
    shownTo(schema, [])
    const value = {}
    expect(shownTo(schema, [...needsOf(schema)])(value)).toBe(value)
  },
)

it('a kind of schema that masks do not know is refused, not passed', () => {
  expect(() => shownTo(z.object({ at: z.map(Text, Text) }), [])).toThrow('map')
})

it('a mask that hangs on the field beside it needs that field', () => {
  const call = z.object({
    direction: z.enum(['in', 'out']),
    from: masked(Text, 'number.see', 'number', { direction: 'out' }),
  })
  expect(shownTo(call, [])({ direction: 'out', from: '+79220000001' }).from).toBe('+79220000001')
  expect(() => shownTo(call.omit({ direction: true }), [])).toThrow('direction')
})

it('a masked schema that is made optional, shorter or part of another stays masked', () => {
  const phone = masked(Text, 'number.see', 'number')
  const one = z.object({ phone: phone.max(40) })
  const two = z.object({ all: z.record(Text, one.partial().extend({ more: z.tuple([Text, phone]) })) })
  const shown = shownTo(two, [])({ all: { a: { phone: '+79220000001', more: ['x', '123456'] } } })
  expect(shown).toEqual({ all: { a: { phone: '+7 922 ***-**-01', more: ['x', '***'] } } })
})
