import { demand } from '#server/platform/access/person.ts'
import type { Person } from '#server/ports.ts'

/**
 * Files of residents are full of telephone numbers, in full and without a mask: beside what their routes ask, who sends
 * them or takes them away must see numbers.
 * @throws Refusal notAllowed
 */
export const demandNumbers = (person: Person): void => demand(person, 'number.see')
