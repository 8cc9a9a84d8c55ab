/** Phrases of what happened to a house, a flat or a person. */
export const texts = {
  happened: {
    tasks: 'Заявки',
    calls: 'Звонки',
    shutdowns: 'Отключения',
    changes: 'История',
    noTasks: 'Заявок не было',
    noCalls: 'Звонков не было',
    noShutdowns: 'Отключений не было',
    noChanges: 'Запись не меняли',
    system: 'система',
    created: 'Добавлено',
    changed: 'Изменено',
    imported: 'Загружено из файла',
    residentAdded: 'В карточку вписан человек',
    residentChanged: 'Изменена строка карточки',
    phoneSet: 'Записан номер телефона',
    phoneForgotten: 'Номер больше не относится к квартире',
    phoneRestored: 'Номер возвращён',
    flatsAdded: 'Добавлены квартиры',
    importNumber: 'Загрузка №',
    companyGiven: 'Передан компании',
    companyUndone: 'Передача отменена',
    company: 'Компания',
    companySince: 'С какого дня',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
