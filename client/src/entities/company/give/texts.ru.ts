/** Phrases of whose houses are from when to when. */
export const texts = {
  giveHouses: {
    title: 'Передать дома',
    action: 'Передать',
    company: 'Кому',
    nobody: 'никому: дом не обслуживается',
    since: 'С какого дня',
    sinceHint: 'День по часам диспетчерской, с полуночи. Пусто: так было всегда.',
    house: 'Дом',
    street: 'Все дома улицы',
    chooseStreet: 'выберите улицу',
    ofCompany: 'Все дома компании',
    chooseCompany: 'выберите компанию',
    chosen: 'Ни одного дома не выбрано | Выбран {n} дом | Выбрано {n} дома | Выбрано {n} домов',
    remove: 'Убрать',
    given: 'Домов передано нет | Передан {n} дом | Переданы {n} дома | Передано {n} домов',
    always: 'всегда',
    from: 'с {day}',
    before: 'до {day}',
    fromBefore: 'с {day} до {until}',
    today: 'Компания',
    change: 'Передать',
  },
}
export type Texts = typeof texts

declare module '../../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
