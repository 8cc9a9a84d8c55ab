import type { Texts } from './texts.ru.ts'

export const texts: Texts = {
  company: {
    line: 'Line: {name}',
    notServed: 'Not served',
    why: {
      never: 'this house is not in our care',
      notYet: 'the contract has not begun',
      ended: 'the contract has ended',
      emergenciesOnly: 'the contract is about emergencies alone',
      offHoursOnly: 'in working hours the company takes requests itself',
    },
    ring: 'To ring: {number}',
    ringUnknown: 'Whom to ring is not written down.',
    emergency: 'Take an emergency and pass it on: nobody is refused one.',
  },
}
