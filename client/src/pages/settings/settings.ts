import { Settings, type SettingKey } from '#contracts/settings.ts'

/** The groups of the page, in the order of the seed document's section 2. */
export const groups = [
  { title: 'settings.main', keys: ['name', 'city', 'domain'] },
  { title: 'settings.contacts', keys: ['email', 'phone', 'footer_info_first', 'footer_info_second'] },
  {
    title: 'settings.work',
    keys: [
      'shutdown_mkr',
      'show_job_orders_menu_item',
      'people_living_count',
      'auto_create_tasks_for_workers_groups',
    ],
  },
  { title: 'settings.telephony', keys: ['sip_server', 'wrap_up_seconds'] },
  {
    title: 'settings.keeping',
    keys: ['journal_keep_days', 'ledger_keep_days', 'call_events_keep_days', 'audit_keep_days'],
  },
  {
    title: 'settings.outgoing',
    keys: [
      'dial_premium',
      'dial_international',
      'dial_kazakhstan',
      'dial_abkhazia',
      'outgoing_call_minutes',
      'outgoing_calls_per_day',
      'outgoing_minutes_per_day',
    ],
  },
  {
    title: 'settings.documents',
    keys: [
      'corrdoc_common_numbers',
      'corrdoc_by_years',
      'corrdoc_by_groups',
      'corrdoc_common_numbers_by_groups',
      'show_last_document_number',
    ],
  },
] as const satisfies readonly { title: string; keys: readonly SettingKey[] }[]

const keys: readonly SettingKey[] = Settings.keyof().options

export type SettingProblem =
  | 'settings.invalidName'
  | 'settings.invalidDomain'
  | 'settings.invalidEmail'
  | 'settings.invalidSip'
  | 'settings.invalidWrapUp'
  | 'settings.invalidDays'
  | 'settings.invalidCallMinutes'
  | 'settings.invalidDayLimit'
  | 'settings.invalidLong'

const problemOf: Partial<Record<SettingKey, SettingProblem>> = {
  name: 'settings.invalidName',
  domain: 'settings.invalidDomain',
  email: 'settings.invalidEmail',
  sip_server: 'settings.invalidSip',
  wrap_up_seconds: 'settings.invalidWrapUp',
  journal_keep_days: 'settings.invalidDays',
  ledger_keep_days: 'settings.invalidDays',
  call_events_keep_days: 'settings.invalidDays',
  audit_keep_days: 'settings.invalidDays',
  outgoing_call_minutes: 'settings.invalidCallMinutes',
  outgoing_calls_per_day: 'settings.invalidDayLimit',
  outgoing_minutes_per_day: 'settings.invalidDayLimit',
}

/** What is wrong with the values, by field, in the words of the page. The rules are the contract's. */
export function problemsOf(values: Settings): Partial<Record<SettingKey, SettingProblem>> {
  const parsed = Settings.safeParse(values)
  if (parsed.success) return {}
  const wrong = keys.filter((key) => parsed.error.issues.some(({ path }) => path[0] === key))
  return Object.fromEntries(
    wrong.map((key) => {
      const isLong = String(values[key]).trim().length > 200
      return [key, (isLong ? undefined : problemOf[key]) ?? 'settings.invalidLong']
    }),
  )
}

/** Why a setting has no effect now (domain.md 5.2); null when it has. */
export function whyIdle(
  key: SettingKey,
  values: Settings,
): 'settings.corrdoc_common_numbers_by_groupsNeedsGroups' | 'settings.corrdoc_common_numbersIgnored' | null {
  if (key === 'corrdoc_common_numbers_by_groups' && !values.corrdoc_by_groups) {
    return 'settings.corrdoc_common_numbers_by_groupsNeedsGroups'
  }
  return key === 'corrdoc_common_numbers' && values.corrdoc_by_groups
    ? 'settings.corrdoc_common_numbersIgnored'
    : null
}
