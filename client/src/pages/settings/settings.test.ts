import { describe, expect, test } from 'vitest'
import { defaultSettings, settingGroups, Settings } from '#contracts/settings.ts'
import { problemsOf, whyIdle } from './settings.ts'

describe('settings', () => {
  test('every setting of the contract stands on the page once', () => {
    expect(settingGroups.flatMap(({ keys }) => keys).toSorted()).toEqual(Settings.keyof().options.toSorted())
  })
  test.each([
    ['name', '', 'setting.invalidName'],
    ['domain', 'http://x', 'setting.invalidDomain'],
    ['email', 'x', 'setting.invalidEmail'],
    ['sip_server', 'http://x', 'setting.invalidSip'],
    ['wrap_up_seconds', 601, 'setting.invalidWrapUp'],
    ['journal_keep_days', 6, 'setting.invalidDays'],
    ['ledger_keep_days', 61, 'setting.invalidDays'],
    ['call_events_keep_days', 89, 'setting.invalidDays'],
    ['audit_keep_days', 364, 'setting.invalidDays'],
    ['outgoing_call_minutes', 0, 'setting.invalidCallMinutes'],
    ['outgoing_calls_per_day', -1, 'setting.invalidDayLimit'],
    ['outgoing_minutes_per_day', 1.5, 'setting.invalidDayLimit'],
    ['city', 'я'.repeat(201), 'setting.invalidLong'],
  ])('%s "%s" is refused', (key, value, problem) => {
    expect(problemsOf({ ...defaultSettings, [key]: value })).toEqual({ [key]: problem })
  })
  test('the group flag needs numbering by groups, which makes the global flag idle', () => {
    expect(whyIdle('corrdoc_common_numbers_by_groups', defaultSettings)).toBe(
      'setting.corrdoc_common_numbers_by_groupsNeedsGroups',
    )
    const grouped = { ...defaultSettings, corrdoc_by_groups: true }
    expect(whyIdle('corrdoc_common_numbers_by_groups', grouped)).toBe(null)
    expect(whyIdle('corrdoc_common_numbers', grouped)).toBe('setting.corrdoc_common_numbersIgnored')
  })
})
