import type { Import } from '#contracts/import.ts'
import type { MessageKey } from '../../i18n/i18n.ts'
import { texts } from './texts.ru.ts'

export type ImportSummary = Omit<Import, 'faults' | 'sample' | 'columns'>
type Fault = Import['faults'][number]

export const isWorking = ({ state }: Pick<Import, 'state'>): boolean =>
  state === 'checking' || state === 'applying'

/** What a person may do with it now. */
export function canApply({ state, counts, error }: ImportSummary): boolean {
  if (state === 'failed') return error === 'unexpected' && counts.good > 0
  return state === 'ready' && counts.added + counts.changed > 0
}

/** In one word, for the list: a checked file with nothing new waits for nobody. */
export function stateKey({ state, counts }: ImportSummary): MessageKey {
  const isNothing = state === 'ready' && counts.added + counts.changed === 0
  return isNothing ? 'importing.state.nothing' : `importing.state.${state}`
}

const has = <T extends object>(words: T, key: string): key is Extract<keyof T, string> =>
  Object.hasOwn(words, key)

export const failureKey = (error: string | null): MessageKey => {
  const code = error ?? ''
  return has(texts.importing.failure, code) ? `importing.failure.${code}` : 'importing.failure.unexpected'
}

/** Our name of a recognised column; null: it is left out. */
export const fieldKey = (field: string | null): MessageKey | null =>
  field !== null && has(texts.importing.field, field) ? `importing.field.${field}` : null

export const reasonKey = (reason: Fault['reason']): MessageKey => `importing.reason.${reason}`

/** Of 1: how far the work is; null while the size of the work is not known yet. */
export function progressOf({ state, counts }: ImportSummary): { done: number; total: number } | null {
  const total = state === 'applying' ? counts.good : counts.read
  return total === 0 ? null : { done: Math.min(counts.done, total), total }
}

/** Rows of the list of faults, for a file or the clipboard. */
export function faultRows(faults: readonly Fault[], text: (key: MessageKey) => string): string[][] {
  const headings = [
    'importing.faultLine',
    'importing.faultColumn',
    'importing.faultValue',
    'importing.faultReason',
  ] as const
  return [
    headings.map(text),
    ...faults.map(({ line, column, value, reason }) => [
      String(line),
      column,
      value,
      text(reasonKey(reason)),
    ]),
  ]
}

/** For a spreadsheet's paste: cells by tabs, without tabs and lines of their own. */
export const asPaste = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => cell.replaceAll(/[\t\r\n]+/g, ' ')).join('\t')).join('\n')
