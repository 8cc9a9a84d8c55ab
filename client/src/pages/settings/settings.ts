import { Settings, type SettingKey } from '#contracts/settings.ts'

const keys: readonly SettingKey[] = Settings.keyof().options

export type SettingProblem =
  | 'setting.invalidName'
  | 'setting.invalidDomain'
  | 'setting.invalidEmail'
  | 'setting.invalidSip'
  | 'setting.invalidWrapUp'
  | 'setting.invalidLostPage'
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
  lost_page_seconds: 'setting.invalidLostPage',
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
