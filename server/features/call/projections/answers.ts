import { takeAnswers } from './take-answers.ts'
import { writtenOnce, type CallProjection } from './call-projection.ts'

/** What callers of ours said when a machine called them about a shutdown. */
export const answers: CallProjection = {
  kind: 'answer',
  // a person may have asked again since: what was said later stays
  ...writtenOnce,
  project: () => ({ writes: {}, unknown: [] }),
  async afterwards(tx, { events }, { timeZone }) {
    const unknown = await takeAnswers(tx, events, timeZone)
    return unknown.map((callerId) => ({ callerId }))
  },
}
