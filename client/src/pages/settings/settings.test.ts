import { describe, expect, test } from 'vitest'
import { defaultSettings, Settings } from '#contracts/settings.ts'
import { groups, problemsOf, whyIdle } from './settings.ts'

describe('settings', () => {
  test('every setting of the contract stands on the page once', () => {
    expect(groups.flatMap((group) => [...group.keys]).sort()).toEqual([...Settings.keyof().options].sort())
  })
  test.each([
    ['name', '', 'settings.invalidName'],
    ['domain', 'http://x', 'settings.invalidDomain'],
    ['email', 'x', 'settings.invalidEmail'],
    ['sip_server', 'http://x', 'settings.invalidSip'],
    ['wrap_up_seconds', 601, 'settings.invalidWrapUp'],
    ['journal_keep_days', 6, 'settings.invalidDays'],
    ['ledger_keep_days', 61, 'settings.invalidDays'],
    ['call_events_keep_days', 89, 'settings.invalidDays'],
    ['audit_keep_days', 364, 'settings.invalidDays'],
    ['outgoing_call_minutes', 0, 'settings.invalidCallMinutes'],
    ['outgoing_calls_per_day', -1, 'settings.invalidDayLimit'],
    ['outgoing_minutes_per_day', 1.5, 'settings.invalidDayLimit'],
    ['city', 'я'.repeat(201), 'settings.invalidLong'],
  ])('%s "%s" is refused', (key, value, problem) => {
    expect(problemsOf({ ...defaultSettings, [key]: value })).toEqual({ [key]: problem })
  })
  test('the group flag needs numbering by groups, which makes the global flag idle', () => {
    expect(whyIdle('corrdoc_common_numbers_by_groups', defaultSettings)).toBe(
      'settings.corrdoc_common_numbers_by_groupsNeedsGroups',
    )
    const grouped = { ...defaultSettings, corrdoc_by_groups: true }
    expect(whyIdle('corrdoc_common_numbers_by_groups', grouped)).toBe(null)
    expect(whyIdle('corrdoc_common_numbers', grouped)).toBe('settings.corrdoc_common_numbersIgnored')
  })
})
