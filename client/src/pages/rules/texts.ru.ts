/** Phrases of the classifier and its deadlines. */
export const texts = {
  rules: {
    search: 'Поиск по классификатору',
    add: 'Добавить проблему',
    entry: 'Проблема и её сроки',
    lawyer:
      'Сроки и их основания взяты из закона. Прежде чем менять их, покажите правку юристу: по ним считают нарушения.',
    readOnly: 'Менять классификатор и сроки может администратор.',
    place: 'Место',
    category: 'Категория',
    problem: 'Проблема',
    emergency: 'Авария',
    emergencyYes: 'авария',
    script: 'Сценарий опасности',
    scriptHint: 'Открывается поверх всего, пока не записано, кто принял.',
    serviceHint: 'Похожие звонки об одной услуге подскажут отключение.',
    isActive: 'Предлагать операторам',
    inactive: 'не предлагается',
    informMinutes: 'Сообщить',
    localizeMinutes: 'Локализовать',
    restoreMinutes: 'Восстановить',
    eliminateMinutes: 'Устранить',
    termWrong: 'Напишите срок так: 30 мин, 2 ч, 3 сут.',
    days: '{n} сут',
    hours: '{n} ч',
    minutes: '{n} мин',
    roundTheClock: 'Сроки идут круглосуточно',
    fromHour: 'с часа',
    toHour: 'до часа',
    basis: 'Основание',
    basisHint: 'Документ и пункт, например: ПП РФ 416, п. 13. Его видит оператор.',
    version: 'Версия {n}',
    makesVersion: 'Сохранение создаст версию {n}. Сроки уже зарегистрированных заявок не изменятся.',
    saved: 'Сохранено, действует версия {n}',
    history: 'Прежние версии',
    noHistory: 'Эту запись ещё не меняли',
    nextRow: 'Следующая строка',
    previousRow: 'Предыдущая строка',
    none: 'нет',
    service: 'Услуга',
    system: 'система',
    openRow: 'Открыть проблему',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
