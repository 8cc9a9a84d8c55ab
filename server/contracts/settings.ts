import { z } from 'zod'
import { Text } from './text.ts'
import { SpeechEngine, SpeechVoice } from './speech.ts'
import { defaultOutgoingLimits } from './dial-plan/outgoing-limits.ts'

const line = Text.trim().max(200)
const days = (least: number, most: number) => z.number().int().min(least).max(most)

/**
 * Every setting of the seed document (reading.md, section 2) by the groups in which its page shows them; a new one is a
 * line here, its default below, and its phrases beside the page. `footer_info_second` is the second row named
 * `footer_info_first` there.
 */
const groups = {
  main: {
    name: line.min(1),
    city: line,
    /** Public host name, e.g. dispatch.example.ru; empty: whatever address the browser used. */
    domain: line.regex(/^$|^[a-z0-9.-]+(:\d+)?$/i),
  },
  contacts: {
    email: z.union([z.literal(''), z.email().max(200)]),
    phone: line,
    footer_info_first: line,
    footer_info_second: line,
  },
  work: {
    shutdown_mkr: z.boolean(),
    show_job_orders_menu_item: z.boolean(),
    people_living_count: z.boolean(),
    auto_create_tasks_for_workers_groups: z.boolean(),
  },
  telephony: {
    /** `ws://` or `wss://` address where softphones register; empty: the embedded PBX at /ws of this site. */
    sip_server: Text.trim()
      .max(200)
      .regex(/^$|^wss?:\/\/[^\s]+$/i),
    /** Rest after a talk, before the next call is offered; 0: none. The operator may end or lengthen it. */
    wrap_up_seconds: z.number().int().min(0).max(600),
    /**
     * How long a caller waits for an operator whose page crashed or lost its network, before he goes to the head of the
     * queue. At most what Asterisk itself waits for sound (rtp_timeout).
     */
    lost_page_seconds: z.number().int().min(5).max(25),
  },
  speech: {
    /** Who speaks what callers hear (ADR 0039). */
    speech_engine: SpeechEngine,
    /** Of RHVoice. */
    speech_voice: SpeechVoice,
  },
  keeping: {
    /**
     * How many days history is kept (ADR 0020). The bounds are part of it: events outlive every file from which they
     * could be read again, and nobody may cut the record of who did what to hide it.
     */
    journal_keep_days: days(7, 3650),
    ledger_keep_days: days(1, 60),
    call_events_keep_days: days(90, 3650),
    audit_keep_days: days(365, 3650),
  },
  outgoing: {
    /** Classes of the dial plan that cost more or are abroad; operators may call them through the trunk. */
    dial_premium: z.boolean(),
    dial_international: z.boolean(),
    dial_kazakhstan: z.boolean(),
    dial_abkhazia: z.boolean(),
    /** Bounds of outgoing calls, kept by Asterisk itself; a day is one of UTC, of all operators together. */
    outgoing_call_minutes: z.number().int().min(1).max(600),
    outgoing_calls_per_day: z.number().int().min(0).max(100_000),
    outgoing_minutes_per_day: z.number().int().min(0).max(100_000),
  },
  documents: {
    corrdoc_common_numbers: z.boolean(),
    corrdoc_by_years: z.boolean(),
    corrdoc_by_groups: z.boolean(),
    corrdoc_common_numbers_by_groups: z.boolean(),
    show_last_document_number: z.boolean(),
  },
}

export const Settings = z.object({
  ...groups.main,
  ...groups.contacts,
  ...groups.work,
  ...groups.telephony,
  ...groups.speech,
  ...groups.keeping,
  ...groups.outgoing,
  ...groups.documents,
})
export type Settings = z.infer<typeof Settings>
export type SettingKey = keyof Settings
export type SettingGroup = keyof typeof groups

const isKey = (name: string): name is SettingKey => name in Settings.shape

/** In the order of the page. */
export const settingGroups: readonly { group: SettingGroup; keys: readonly SettingKey[] }[] = (
  ['main', 'contacts', 'work', 'telephony', 'speech', 'keeping', 'outgoing', 'documents'] as const
).map((group) => ({ group, keys: Object.keys(groups[group]).filter(isKey) }))

export const defaultSettings: Settings = {
  name: 'Вахта',
  city: 'Тюмень',
  domain: '',
  email: '',
  phone: '',
  footer_info_first: 'Вахта',
  footer_info_second: '',
  shutdown_mkr: true,
  show_job_orders_menu_item: true,
  people_living_count: true,
  auto_create_tasks_for_workers_groups: true,
  sip_server: '',
  wrap_up_seconds: 5,
  lost_page_seconds: 20,
  speech_engine: 'auto',
  speech_voice: 'Anna',
  journal_keep_days: 90,
  ledger_keep_days: 30,
  // three years with a leap day in them: the limitation of claims (ГК РФ, ст. 196)
  call_events_keep_days: 1096,
  audit_keep_days: 1096,
  dial_premium: false,
  dial_international: false,
  dial_kazakhstan: false,
  dial_abkhazia: false,
  ...defaultOutgoingLimits,
  corrdoc_common_numbers: false,
  corrdoc_by_years: true,
  corrdoc_by_groups: false,
  corrdoc_common_numbers_by_groups: false,
  show_last_document_number: true,
}

/** What a sign-in page may know before anybody signed in. */
export const PublicSettings = Settings.pick({
  name: true,
  city: true,
  email: true,
  phone: true,
  footer_info_first: true,
  footer_info_second: true,
})
export type PublicSettings = z.infer<typeof PublicSettings>
