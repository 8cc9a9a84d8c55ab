import type { Company, CompanyPeriod } from '#contracts/company.ts'
import type { Call } from '#contracts/call.ts'
import { ofCompany } from '#domain/company/of-call.ts'
import { otherPartyDigits } from '#domain/call/other-party.ts'

interface Known {
  calls: readonly Call[]
  places: readonly { digits: string; companies: readonly CompanyPeriod[] }[]
  companies: readonly Company[]
}

/**
 * A new call with whose it is at its moment, by the houses of its number; of one that is kept already, what is kept.
 * The company of the line that was dialled comes first, once lines are a company's.
 */
export const whoseCall =
  ({ calls, places, companies }: Known, timeZone: string) =>
  (call: Call): Call => {
    const kept = calls.find(({ id }) => id === call.id)
    if (kept !== undefined) return { ...call, companyId: kept.companyId, notServed: kept.notServed }
    const digits = otherPartyDigits(call)
    // a number that anybody may have typed names nobody's house
    const known =
      call.numberTrust === 'typed' || digits === '' ? [] : places.filter((one) => one.digits === digits)
    const houses = known.map((place) => place.companies)
    return { ...call, ...ofCompany({ line: null, houses }, companies, new Date(call.arrivedAt), timeZone) }
  }
