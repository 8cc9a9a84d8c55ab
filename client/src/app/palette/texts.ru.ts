/** Phrases of the palette (Ctrl+K). */
export const texts = {
  palette: {
    field: 'Адрес, номер, заявка, человек, раздел или действие',
    results: 'Найдено',
    action: 'Действия',
    address: 'Адреса',
    task: 'Заявки',
    person: 'Люди и квартиры',
    number: 'Номер',
    page: 'Разделы',
    nothing: 'Ничего не нашлось',
    away: 'Нет связи с сервером: ищу только в том, что уже на этой странице',
    choose: 'выбрать',
    open: 'открыть',
    firstDeed: 'сделать главное',
    deeds: 'что с этим сделать',
    back: 'назад',
    layout: 'раскладка любая',
    openTasks: 'открытых заявок нет | {n} открытая заявка | {n} открытые заявки | {n} открытых заявок',
    inShutdown: 'сейчас отключение',
    newTask: 'Завести заявку: {address}',
    newShutdown: 'Отключение: {address}',
    onBoard: 'Заявки этого дома на доске',
    openHouse: 'Карточка дома',
    moveTask: '{move}: № {number}',
    dial: 'Позвонить {number}',
    allOfNumber: 'Всё об этом номере: {number}',
    callsOfNumber: 'Звонки с этим номером: {number}',
    toAvailable: 'Готов к звонкам',
    pauseFor: 'Перерыв: {reason}',
    themeLight: 'Светлое оформление',
    themeDark: 'Тёмное оформление',
    themeSystem: 'Оформление как в системе',
    compact: 'Плотные строки',
    comfortable: 'Свободные строки',
    keysAlways: 'Показывать клавиши всегда',
    keysHeld: 'Показывать клавиши, пока держу Alt',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
