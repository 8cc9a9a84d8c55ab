import type { Texts } from './texts.ru.ts'

export const texts: Texts = {
  shell: {
    palette: 'Find or do',
    rareMenu: 'More',
    navigation: 'Sections',
    userMenu: 'User menu',
    help: 'Keys',
    online: 'Online',
    connecting: 'Connecting…',
    lost: 'Connection lost, data as of {time}, reconnecting…',
    lostTalking:
      'The server is away, data as of {time}. The talk goes on; the text of the task is saved once the server is back.',
    lostNever: 'No connection to the server, reconnecting…',
    trunkDown: 'No connection to provider “{name}” since {time}.',
    trunksDown: 'No connection to provider “{name}” since {time}, nor to {n} more.',
    pbxDown: 'Telephony is down since {time}. Add tasks by hand.',
    expiredTitle: 'The session is over',
    expiredText: 'Sign in again: everything typed on the page stays.',
    expiredOther: 'Sign in as somebody else',
    support: 'Support:',
  },
  railWord: {
    find: 'Find',
    console: 'Calls',
    board: 'Board',
    missed: 'Missed',
    shutdowns: 'Outages',
    log: 'Log',
  },
  navigationGroup: {
    calls: 'Calls and tasks',
    shutdowns: 'Shutdowns',
    houses: 'Houses and residents',
    settings: 'Rules of work',
  },
  shiftButton: {
    start: 'Start the shift',
    since: 'On shift since {time}',
    sinceFailed: 'On shift since {time}: something is wrong',
    check: 'Check and devices',
  },
}
