/** Phrases of the house in section, which come with it. */
export const texts = {
  section: {
    title: 'Дом в разрезе',
    noHouse: 'Дома в карточке ещё нет',
    noHouseHint: 'Назовите адрес (F3) – здесь будут его подъезды, этажи и кто из них уже звонил.',
    loading: 'Читаю дом…',
    noFlats: 'Квартир этого дома в справочнике нет',
    flats: 'нет квартир | {n} квартира | {n} квартиры | {n} квартир',
    entrances: 'нет подъездов | {n} подъезд | {n} подъезда | {n} подъездов',
    housePage: 'Дом',
    allEntrances: 'Подъезды',
    entrance: 'подъезд {n}',
    noEntrance: 'без подъезда',
    floor: 'этаж {n}',
    noFloor: 'этаж не указан',
    flat: 'квартира {n}',
    nonResidential: 'помещение {n}',
    here: 'звонит',
    chosen: 'выбрана',
    riser: 'тот же стояк',
    calledSame: 'звонили о том же: {n}',
    calledDay: 'звонили за сутки: {n}',
    calledAt: 'звонили в {at}',
    withTask: 'открытая заявка',
    tasksOfFlat: 'открытых заявок нет | {n} открытая заявка | {n} открытые заявки | {n} открытых заявок',
    take: 'Enter – в карточку',
    floorsByNumbers: 'Этажи – по порядку номеров, в справочнике их нет.',
    floorsUnknown: 'Этажи указаны не у всех квартир.',
    risersByNumbers: 'Стояки – по месту на этаже, в справочнике их нет.',
    risersUnknown: 'Стояки неизвестны.',
    entrancesUnknown: 'Подъезды указаны не у всех квартир.',
    tasks: 'Открытые заявки дома',
    noTasks: 'Открытых заявок нет',
    moreTasks: 'и ещё {n}',
    feeds: 'Откуда питается',
    noFeeds: 'В справочнике не указано',
  },
}
export type Texts = typeof texts

declare module '../../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
