import type { Company, CompanyPeriod } from '#contracts/company.ts'
import type { Call } from '#contracts/call.ts'
import { ofCompany } from '#domain/company/of-call.ts'
import { otherPartyDigits } from '#domain/call/other-party.ts'
import { dialledLine, type KnownLine } from '#domain/line/dialled-line.ts'

interface Known {
  calls: readonly Call[]
  places: readonly { digits: string; companies: readonly CompanyPeriod[] }[]
  companies: readonly Company[]
  lines: readonly KnownLine[]
}

/**
 * A new call with whose it is at its moment, by its line and by the houses of its number; of one that is kept already,
 * what is kept.
 */
export const whoseCall =
  ({ calls, places, companies, lines }: Known, timeZone: string) =>
  (call: Call): Call => {
    const kept = calls.find(({ id }) => id === call.id)
    if (kept !== undefined) {
      const { companyId, lineName, notServed } = kept
      return { ...call, companyId, lineName, notServed }
    }
    const digits = otherPartyDigits(call)
    // a number that anybody may have typed names nobody's house
    const known =
      call.numberTrust === 'typed' || digits === '' ? [] : places.filter((one) => one.digits === digits)
    const houses = known.map((place) => place.companies)
    // what we dial is no line of ours
    const { name, companyId, otherwise } = dialledLine(call.direction === 'in' ? lines : [], call.to)
    const whose = { line: companyId, houses, otherwise }
    return { ...call, lineName: name, ...ofCompany(whose, companies, new Date(call.arrivedAt), timeZone) }
  }
