import type { Knex } from 'knex'
import type { ProblemChoice } from '#contracts/classifier.ts'
import { query } from '#server/platform/db/sql.ts'

const shown = 3_000

/** How often a problem was chosen for a word, in the words of whoever looked for it. */
export const problemChoices = (k: Knex) => ({
  /** One more for each of these words; in their order, so that two at once never wait for each other. */
  async count(words: readonly string[], classifierId: number): Promise<void> {
    if (words.length === 0) return
    await query(
      k,
      `insert into problem_choices (word, classifier_id, count)
       select word, ?::bigint, 1 from unnest(?::text[]) as w (word) order by word
       on conflict (word, classifier_id) do update set count = problem_choices.count + 1`,
      [classifierId, words],
    )
  },

  /** The most frequent ones. */
  most: (): Promise<ProblemChoice[]> =>
    query<ProblemChoice>(
      k,
      `select word, classifier_id as "classifierId", count from problem_choices
       where count > 1 order by count desc, word limit ?`,
      [shown],
    ),
})
