import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { recordAnswer } from '../record-answer.ts'

/**
 * A person asked a caller whether the service is back; «нет» becomes a task of that person. Twice is once.
 * @throws Refusal notFound
 */
export async function answerSurvey(
  deps: Deps,
  person: Person,
  { params, body }: RouteInput<'answerSurvey'>,
): Promise<RouteResponse<'answerSurvey'>> {
  return deps.store.transaction(async (tx) => {
    const caller = await tx.shutdownCallers.forUpdate(params.id)
    if (caller === null) throw new Refusal('notFound', { id: params.id })
    const at = deps.now()
    await tx.notices.toldByPerson(caller, at)
    const { timeZone } = deps.installation
    await recordAnswer(tx, caller, { answer: body.answer, at, by: person, timeZone })
    const after = await tx.shutdownCallers.find(caller.id)
    if (after === null) throw new Error('an answered caller is gone')
    return after
  })
}
