import type { ConsentEntry } from '#contracts/consent.ts'
import type { MessageKey, Translate } from '../../i18n/i18n.ts'

const kinds = {
  consent: 'consents.kindConsent',
  refusal: 'consents.kindRefusal',
  never: 'consents.kindNever',
} as const satisfies Record<ConsentEntry['kind'], MessageKey>

const head = [
  'consents.columnAt',
  'consents.columnNumber',
  'consents.columnWhat',
  'consents.columnPurpose',
  'consents.columnHow',
  'consents.columnWords',
  'consents.columnPaper',
  'consents.columnUntil',
  'consents.columnBy',
  'consents.columnCall',
  'consents.columnState',
  'consents.columnEnd',
] as const satisfies readonly MessageKey[]

/** The register as a file: what an inspector asks for, with the words that were said. Moments as ISO in UTC. */
export function csvRows(
  entries: readonly ConsentEntry[],
  words: { what: (entry: ConsentEntry) => string; end: (entry: ConsentEntry) => string },
  t: Translate,
): string[][] {
  return [
    head.map((key) => t(key)),
    ...entries.map((entry) => [
      entry.at,
      entry.number,
      t(kinds[entry.kind]),
      words.what(entry),
      t(`consent.how.${entry.how}`),
      entry.words,
      entry.paper,
      entry.until ?? '',
      entry.byName ?? '',
      entry.callId ?? '',
      t(entry.isInForce ? 'consents.inForce' : 'consents.over'),
      words.end(entry),
    ]),
  ]
}
