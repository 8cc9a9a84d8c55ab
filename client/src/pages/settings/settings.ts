import { Settings, type SettingKey } from '#contracts/settings.ts'

/** The groups of the page, in the order of the seed document's section 2. */
export const groups = [
  { title: 'setting.main', keys: ['name', 'city', 'domain'] },
  { title: 'setting.contacts', keys: ['email', 'phone', 'footer_info_first', 'footer_info_second'] },
  {
    title: 'setting.work',
    keys: [
      'shutdown_mkr',
      'show_job_orders_menu_item',
      'people_living_count',
      'auto_create_tasks_for_workers_groups',
    ],
  },
  { title: 'setting.telephony', keys: ['sip_server', 'wrap_up_seconds'] },
  {
    title: 'setting.keeping',
    keys: ['journal_keep_days', 'ledger_keep_days', 'call_events_keep_days', 'audit_keep_days'],
  },
  {
    title: 'setting.outgoing',
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
    title: 'setting.documents',
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
  | 'setting.invalidName'
  | 'setting.invalidDomain'
  | 'setting.invalidEmail'
  | 'setting.invalidSip'
  | 'setting.invalidWrapUp'
  | 'setting.invalidDays'
  | 'setting.invalidCallMinutes'
  | 'setting.invalidDayLimit'
  | 'setting.invalidLong'

const problemOf: Partial<Record<SettingKey, SettingProblem>> = {
  name: 'setting.invalidName',
  domain: 'setting.invalidDomain',
  email: 'setting.invalidEmail',
  sip_server: 'setting.invalidSip',
  wrap_up_seconds: 'setting.invalidWrapUp',
  journal_keep_days: 'setting.invalidDays',
  ledger_keep_days: 'setting.invalidDays',
  call_events_keep_days: 'setting.invalidDays',
  audit_keep_days: 'setting.invalidDays',
  outgoing_call_minutes: 'setting.invalidCallMinutes',
  outgoing_calls_per_day: 'setting.invalidDayLimit',
  outgoing_minutes_per_day: 'setting.invalidDayLimit',
}

/** What is wrong with the values, by field, in the words of the page. The rules are the contract's. */
export function problemsOf(values: Settings): Partial<Record<SettingKey, SettingProblem>> {
  const parsed = Settings.safeParse(values)
  if (parsed.success) return {}
  const wrong = keys.filter((key) => parsed.error.issues.some(({ path }) => path[0] === key))
  return Object.fromEntries(
    wrong.map((key) => {
      const isLong = String(values[key]).trim().length > 200
      return [key, (isLong ? undefined : problemOf[key]) ?? 'setting.invalidLong']
    }),
  )
}

/** Why a setting has no effect now (domain.md 5.2); null when it has. */
export function whyIdle(
  key: SettingKey,
  values: Settings,
): 'setting.corrdoc_common_numbers_by_groupsNeedsGroups' | 'setting.corrdoc_common_numbersIgnored' | null {
  if (key === 'corrdoc_common_numbers_by_groups' && !values.corrdoc_by_groups) {
    return 'setting.corrdoc_common_numbers_by_groupsNeedsGroups'
  }
  return key === 'corrdoc_common_numbers' && values.corrdoc_by_groups
    ? 'setting.corrdoc_common_numbersIgnored'
    : null
}
