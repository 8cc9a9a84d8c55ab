/** Phrases of forms with versions. */
export const texts = {
  form: {
    save: 'Сохранить',
    reset: 'Отменить',
    yes: 'да',
    no: 'нет',
    nothing: 'пусто',
    changed: 'Изменений нет | Изменено {n} поле | Изменено {n} поля | Изменено {n} полей',
    kept: 'Изменений нет | Здесь осталось {n} несохранённое поле | Здесь остались {n} несохранённых поля | Здесь осталось {n} несохранённых полей',
    invalid: 'Не сохранено: исправьте отмеченные поля',
    saved: 'Сохранено',
    theirs: 'Пока вы правили, другой сотрудник записал: {value}.',
    takeTheirs: 'Взять это',
    empty: 'Заполните это поле.',
    number: 'Здесь нужно число.',
    guid: 'Код ФИАС выглядит так: 8 знаков, 4, 4, 4 и 12 через дефис.',
    tooLong: 'Не длиннее {n} знаков.',
    atLeast: 'Не меньше {n}.',
    atMost: 'Не больше {n}.',
    moreThan: 'Больше {n}.',
    wrong: 'Проверьте это значение.',
    unkeepable: 'Здесь есть знак, который нельзя сохранить. Сотрите его и наберите текст заново.',
    farTime: 'Год – от 1900 до 2199.',
    inUse: '«{name}» используется и не может быть удалено. Сначала уберите его там, где оно выбрано.',
    inUseBy: '«{name}» используется: {by}. Сначала уберите его оттуда.',
    backwards: 'Конец раньше начала.',
    usedByStreets: 'в улицах',
    usedByHouses: 'в домах',
    usedBySupplyPoints: 'в ЦТП и фидерах',
    usedByShutdowns: 'в отключениях',
    usedByWorkers: 'у работников',
    removed: 'Удалено: {name}',
    savedName: 'Сохранено: {name}',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
