import type { Texts } from './texts.ru.ts'

export const texts: Texts = {
  menu: {
    signOut: 'Sign out',
    signOutTalking: 'A talk is on',
    signOutTalkingText: 'Signing out would cut the talk off. End it or transfer the call (F7) first.',
    signOutAnyway: 'Sign out and end the talk',
    stay: 'Stay',
    theme: 'Theme',
    themeSystem: 'As the system',
    themeLight: 'Light',
    themeDark: 'Dark',
    density: 'Density',
    densityComfortable: 'Comfortable',
    densityCompact: 'Compact',
    keysShown: 'Show keys',
    language: 'Language',
    version: 'Vakhta {version}',
    helpTitle: 'Keyboard shortcuts',
    helpGeneral: 'Everywhere',
    helpPhone: 'Phone',
    helpPage: 'On this page',
    helpHint: 'Letters by their place on the keyboard, in any layout.',
    goTo: 'Go to: {page}',
  },
  role: {
    operator: 'Operator',
    dispatcher: 'Dispatcher',
    supervisor: 'Shift supervisor',
    admin: 'Administrator',
    viewer: 'Wall screen',
  },
}
