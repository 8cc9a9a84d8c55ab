import type { Texts } from './texts.ru.ts'

export const texts: Texts = {
  giveHouses: {
    title: 'Give houses to a company',
    action: 'Give',
    company: 'To whom',
    nobody: 'nobody: the house is not served',
    since: 'From which day',
    sinceHint: 'A day by the clock of the dispatch centre, from midnight. Empty: it has always been so.',
    house: 'House',
    street: 'All houses of a street',
    chooseStreet: 'choose a street',
    ofCompany: 'All houses of a company',
    chooseCompany: 'choose a company',
    chosen: 'No house is chosen | {n} house is chosen | {n} houses are chosen',
    remove: 'Take out',
    given: 'No house was given | {n} house was given | {n} houses were given',
    always: 'always',
    from: 'from {day}',
    before: 'before {day}',
    fromBefore: 'from {day} before {until}',
    today: 'Company',
    change: 'Give away',
  },
}
