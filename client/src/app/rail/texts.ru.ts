/** Phrases of what the rail opens: the keys under F1, a person's own settings. */
export const texts = {
  menu: {
    signOut: 'Выйти',
    signOutTalking: 'Идёт разговор',
    signOutTalkingText: 'Если выйти, разговор оборвётся. Сначала завершите его или переведите звонок (F7).',
    signOutAnyway: 'Выйти и завершить разговор',
    stay: 'Остаться',
    theme: 'Оформление',
    themeSystem: 'Как в системе',
    themeLight: 'Светлое',
    themeDark: 'Тёмное',
    density: 'Плотность',
    densityComfortable: 'Свободная',
    densityCompact: 'Плотная',
    keysShown: 'Показывать клавиши',
    language: 'Язык',
    version: 'Вахта, версия {version}',
    helpTitle: 'Сочетания клавиш',
    helpGeneral: 'Везде',
    helpPhone: 'Телефон',
    helpPage: 'На этой странице',
    helpHint: 'Буквы – по месту на клавиатуре, раскладку менять не нужно.',
    goTo: 'Перейти: {page}',
  },
  role: {
    operator: 'Оператор',
    dispatcher: 'Диспетчер',
    supervisor: 'Руководитель смены',
    admin: 'Администратор',
    viewer: 'Экран',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
