import type { Knex } from 'knex'
import { query } from '#server/platform/db/sql.ts'
import type { SearchableSize } from '#server/testing/database/searchable-years.ts'

interface Texts {
  what: 'calls' | 'tasks'
  name: string
  texts: string[]
}

const each = 20

/** What people type, made of calls and tasks that are there, spread over all years; and what is nowhere. */
export async function textsOf(knex: Knex, size: SearchableSize): Promise<Texts[]> {
  const places = Array.from({ length: each * 10 }, (_none, n) => (n + 0.5) / (each * 10))
  const calls = await query<{ digits: string; name: string }>(
    knex,
    'select from_digits as digits, display_name as name from calls where id = any(?)',
    [places.map((at) => `asterisk:1450000000.${Math.ceil(at * size.calls) + 1}`)],
  )
  const tasks = await query<{ number: string; address: string; digits: string }>(
    knex,
    `select number, address, applicant_digits as digits from tasks where id = any(?) and number is not null`,
    [places.map((at) => Math.ceil(at * size.tasks) + 1)],
  )
  const names = calls.map(({ name }) => name).filter((name) => name !== '')
  const take = (what: Texts['what'], name: string, texts: readonly string[]): Texts => ({
    what,
    name,
    texts: [...new Set(texts)].slice(0, each),
  })
  const nowhere = ['нигде', 'щъщ', 'бульвар Невозможный', 'Пржевальская-Задунайская', 'xylophone', 'щщ']
  const addresses = tasks.map(({ address }) => address)
  return [
    { what: 'calls', name: 'nothing searched', texts: [''] },
    take(
      'calls',
      'two digits',
      calls.map(({ digits }) => digits.slice(-2)),
    ),
    take(
      'calls',
      'three digits',
      calls.map(({ digits }) => digits.slice(-3)),
    ),
    take(
      'calls',
      'tail of four',
      calls.map(({ digits }) => digits.slice(-4)),
    ),
    take(
      'calls',
      'five in the middle',
      calls.map(({ digits }) => digits.slice(4, 9)),
    ),
    take(
      'calls',
      'tail of seven',
      calls.map(({ digits }) => digits.slice(-7)),
    ),
    take('calls', 'beginning of four', ['7922', '7912', '7904', '7982']),
    take(
      'calls',
      'beginning of seven',
      calls.map(({ digits }) => digits.slice(0, 7)),
    ),
    take(
      'calls',
      'whole number',
      calls.map(({ digits }) => `+${digits}`),
    ),
    take(
      'calls',
      'three letters',
      names.map((name) => name.slice(0, 3)),
    ),
    take(
      'calls',
      'surname',
      names.map((name) => name.split(' ')[0] ?? ''),
    ),
    take('calls', 'whole name', names),
    take('calls', 'nowhere', nowhere),
    { what: 'tasks', name: 'nothing searched', texts: [''] },
    take(
      'tasks',
      'whole number',
      tasks.map(({ number }) => number),
    ),
    take(
      'tasks',
      'tail of two',
      tasks.map(({ number }) => number.slice(-2)),
    ),
    take(
      'tasks',
      'tail of four',
      tasks.map(({ number }) => number.slice(-4)),
    ),
    take(
      'tasks',
      'telephone, tail of four',
      tasks.map(({ digits }) => digits.slice(-4)),
    ),
    take(
      'tasks',
      'telephone, tail of seven',
      tasks.map(({ digits }) => digits.slice(-7)),
    ),
    take(
      'tasks',
      'whole telephone',
      tasks.map(({ digits }) => `+${digits}`),
    ),
    take(
      'tasks',
      'street half typed',
      addresses.map((address) => address.split(' ')[1]?.slice(0, 5) ?? ''),
    ),
    take(
      'tasks',
      'street',
      addresses.map((address) => address.split(',')[0] ?? ''),
    ),
    take(
      'tasks',
      'house',
      addresses.map((address) => address.split(', ').slice(0, 2).join(', ')),
    ),
    take('tasks', 'whole address', addresses),
    take(
      'tasks',
      'a flat of any house',
      addresses.map((address) => address.split(', ').at(-1) ?? ''),
    ),
    take('tasks', 'nowhere', nowhere),
  ]
}
