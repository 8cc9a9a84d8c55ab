import type { Texts } from './texts.ru.ts'

export const texts: Texts = {
  service: {
    coldWater: 'cold water',
    hotWater: 'hot water',
    heating: 'heating',
    sewerage: 'sewerage',
    power: 'power',
    gas: 'gas',
    lift: 'lift',
    refuse: 'refuse chute',
    intercom: 'intercom',
  },
  shutdownKind: {
    emergency: 'Emergency',
    planned: 'Planned works',
    incident: 'Incident',
  },
  shutdownStatus: {
    planned: 'to come',
    active: 'under way',
    restored: 'ended',
    cancelled: 'cancelled',
  },
  shutdownClock: {
    before: 'begins in {time}',
    lasts: 'for {time}',
    lasted: 'lasted {time}',
    termLeft: 'until {until}, {time} left',
    termOver: 'due {until}, {time} ago',
    noTerm: 'no term given',
    legalLeft: '{time} left by law',
    legalOver: '{time} over the law’s limit',
  },
  shutdownStrip: {
    title: 'Shutdowns now',
    more: 'All shutdowns',
    suggestion:
      'Looks like a shutdown | Looks like a shutdown: {n} call in {time} – {scope} | Looks like a shutdown: {n} calls in {time} – {scope} | Looks like a shutdown: {n} calls in {time} – {scope}',
    accept: 'Create the shutdown',
    acceptSuggestion: 'Create a shutdown from the calls',
    dismiss: 'No shutdown',
    dismissSuggestion: 'Close the hint: no shutdown',
    dismissed: 'These calls will suggest no shutdown any more',
    listening:
      'Nobody hears the announcement | {n} hears the announcement | {n} hear the announcement | {n} hear the announcement',
    ofTask: 'Shutdown',
    urgent: 'pressed 9',
    titleOf: '{kind}: {services}',
    numberOf: 'Shutdown {number}',
    callers: 'nobody called | {n} caller | {n} callers | {n} callers',
    create: 'New shutdown',
  },
}
