/** A line of the apartment card as it decides who lives there; days are local, `2026-11-22`. */
export interface CardPeriod {
  residentId: number
  livesFrom: string | null
  livesTo: string | null
  /** Registered here and living elsewhere: stands on the card and is no resident for the count. */
  isLiving: boolean
}

/** Does this line stand today? The day of leaving is still a day here. */
export const standsOn = (line: CardPeriod, today: string): boolean =>
  (line.livesFrom === null || line.livesFrom <= today) && (line.livesTo === null || line.livesTo >= today)

/** Does this line count for the residents of the flat today? */
export const countsOn = (line: CardPeriod, today: string): boolean => line.isLiving && standsOn(line, today)

/**
 * How many live in a flat: `people_living_count` true counts the people of its card, false takes the stored number,
 * null where nothing is stored. Everything that shows residents goes through this or through its SQL twin,
 * features/house/db/people/living.ts; a test holds the two together.
 */
export function livingCount(
  flat: { stored: number | null; card: readonly CardPeriod[] },
  fromCard: boolean,
  today: string,
): number | null {
  if (!fromCard) return flat.stored
  return new Set(flat.card.filter((line) => countsOn(line, today)).map(({ residentId }) => residentId)).size
}
