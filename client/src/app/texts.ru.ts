/** Phrases of the frame around all pages. */
export const texts = {
  shell: {
    palette: 'Найти или сделать',
    rareMenu: 'Ещё',
    navigation: 'Разделы',
    userMenu: 'Меню пользователя',
    help: 'Клавиши',
    online: 'На связи',
    connecting: 'Подключаюсь…',
    lost: 'Связь потеряна, данные на {time}, переподключаюсь…',
    lostTalking:
      'Связь с сервером потеряна, данные на {time}. Разговор идёт дальше, текст заявки сохранится, когда связь вернётся.',
    lostNever: 'Нет связи с сервером, переподключаюсь…',
    trunkDown: 'Нет связи с провайдером «{name}» с {time}.',
    trunksDown: 'Нет связи с провайдером «{name}» с {time} и ещё с {n}.',
    pbxDown: 'Телефония недоступна с {time}. Заявки заводите вручную.',
    expiredTitle: 'Сеанс закончился',
    expiredText: 'Войдите снова: всё, что введено на странице, останется.',
    expiredOther: 'Войти под другим именем',
    support: 'Поддержка:',
  },
  railWord: {
    find: 'Найти',
    console: 'Звонки',
    board: 'Доска',
    missed: 'Пропущ.',
    shutdowns: 'Отключ.',
    log: 'Журнал',
  },
  navigationGroup: {
    calls: 'Звонки и заявки',
    shutdowns: 'Отключения',
    houses: 'Дома и жители',
    settings: 'Порядок работы',
  },
  shiftButton: {
    start: 'Начать смену',
    since: 'Смена с {time}',
    sinceFailed: 'Смена с {time}: есть неполадки',
    check: 'Проверка и устройства',
  },
}
export type Texts = typeof texts

declare module '../i18n/messages.ts' {
  interface Messages extends Texts {}
}
