import { z } from 'zod'
import { Role } from './permission.ts'
import { Text } from './text.ts'
import { Day, GivenDay, Moment } from './time.ts'

const id = z.number().int().positive()
const line = Text.trim().max(200)
const text = Text.trim().max(2000)
const hour = z.number().int()

/** What the contract is about: everything; emergencies alone; nights and weekends, when the company itself is closed. */
export const Served = z.enum(['everything', 'emergencies', 'offHours'])
export type Served = z.infer<typeof Served>

/** By which it is told from others on cards; tokens of the look, without red, which is an emergency's. */
export const CompanyColour = z.enum(['accent', 'call', 'plan', 'soon', 'neutral'])
export type CompanyColour = z.infer<typeof CompanyColour>

/** What is filled in of a company. */
export const CompanyFields = z.object({
  name: line.min(1),
  /** On cards and in lists: «УК Уют». */
  shortName: Text.trim().min(1).max(16),
  colour: CompanyColour,
  /** As in its charter. */
  fullName: Text.trim().max(400),
  /** Ten digits of a company, twelve of a sole trader. */
  inn: Text.trim().regex(/^$|^\d{10}$|^\d{12}$/),
  /** ОГРН has thirteen digits, ОГРНИП fifteen. */
  ogrn: Text.trim().regex(/^$|^\d{13}$|^\d{15}$/),
  address: line,
  phone: line,
  email: z.union([z.literal(''), z.email().max(200)]),
  /** Where who is not served here is told to ring; '' : `phone`. */
  emergencyPhone: line,
  /** First and last day; null: no bound. */
  contractFrom: GivenDay.nullable(),
  contractTo: GivenDay.nullable(),
  served: Served,
  /** Hours of working days when the company answers itself; asked of `offHours` alone. */
  dayFromHour: hour.min(0).max(23),
  dayToHour: hour.min(1).max(24),
  /** Spoken on its lines that have none of their own. */
  greeting: text,
  /** Lines at the head of what is printed of its houses. */
  printHeader: text,
  /** «УЮ»: its tasks are counted apart, УЮ26-000001; '': with all others. О is that of shutdowns. */
  numberPrefix: Text.trim()
    .toUpperCase()
    .regex(/^(?!О$)[А-Я]{0,3}$/),
})
export type CompanyFields = z.infer<typeof CompanyFields>

export const Company = CompanyFields.extend({
  id,
  contractFrom: Day.nullable(),
  contractTo: Day.nullable(),
  version: z.number().int(),
})
export type Company = z.infer<typeof Company>

/** A house is a company's on the days from `since` on and before `until`; null: no bound. Never two at once. */
export const CompanyPeriod = z.object({ companyId: id, since: Day.nullable(), until: Day.nullable() })
export type CompanyPeriod = z.infer<typeof CompanyPeriod>

/**
 * Why a caller's house is not served when he calls: it was never ours, its company's contract has not begun or has
 * ended, or is about emergencies alone, or about nights and weekends.
 */
export const NotServed = z.enum(['never', 'notYet', 'ended', 'emergenciesOnly', 'offHoursOnly'])
export type NotServed = z.infer<typeof NotServed>

/** Who may be limited to companies, with those to which he is; none: he sees all. */
export const LimitedUser = z.object({ id, name: Text, role: Role, companyIds: z.array(id) })
export type LimitedUser = z.infer<typeof LimitedUser>

/** Houses that were given to a company, or taken from all, at once. */
export const HouseCompanyChange = z.object({
  id,
  at: Moment,
  byName: Text.nullable(),
  companyId: id.nullable(),
  since: Day.nullable(),
  houseCount: z.number().int(),
  /** «ул. Республики, 5»: of the first of them. */
  firstAddress: Text,
  undoneAt: Moment.nullable(),
})
export type HouseCompanyChange = z.infer<typeof HouseCompanyChange>
