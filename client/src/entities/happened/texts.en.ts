import type { Texts } from './texts.ru.ts'

export const texts: Texts = {
  happened: {
    tasks: 'Tasks',
    calls: 'Calls',
    shutdowns: 'Shutdowns',
    changes: 'History',
    noTasks: 'No tasks',
    noCalls: 'No calls',
    noShutdowns: 'No shutdowns',
    noChanges: 'Never changed',
    system: 'the system',
    created: 'Added',
    changed: 'Changed',
    imported: 'Imported from a file',
    residentAdded: 'A person was put on the card',
    residentChanged: 'A line of the card was changed',
    phoneSet: 'A number was recorded',
    phoneForgotten: 'The number belongs to the flat no more',
    phoneRestored: 'The number is back',
    flatsAdded: 'Flats were added',
    importNumber: 'Import no.',
    companyGiven: 'Given to a company',
    companyUndone: 'Put back',
    company: 'Company',
    companySince: 'From which day',
  },
}
