import type { Chance } from './chance.ts'

/** Surnames with both forms follow a rule: the feminine adds `а` to -ов, -ев, -ин, and -ий becomes -ая. */
const words = (text: string): string[] => text.trim().split(/\s+/)
const surnames = words(`
  Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев
  Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов
  Яковлев Григорьев Романов Воробьёв Сергеев Кузьмин Фролов Александров Дмитриев Королёв Гусев Киселёв Ильин
  Максимов Поляков Сорокин Виноградов Ковалёв Белов Медведев Антонов Тарасов Жуковский Сибирский Хабибуллин Сафин
  Абдуллин Валеев Тюменев Шишкин Щукин Юдин`)
const men = {
  names: words('Александр Сергей Андрей Дмитрий Алексей Игорь Николай Руслан Артём Пётр Олег Виктор'),
  patronymics: words('Александрович Сергеевич Иванович Николаевич Петрович Рашидович Андреевич Юрьевич'),
}
const women = {
  names: words('Елена Ольга Наталья Татьяна Ирина Светлана Анна Марина Гульнара Алёна Юлия Галина'),
  patronymics: words('Александровна Сергеевна Ивановна Николаевна Петровна Рашидовна Андреевна Юрьевна'),
}

const feminine = (surname: string): string =>
  surname.endsWith('ий') ? `${surname.slice(0, -2)}ая` : `${surname}а`

/** One family: a surname that its members share. */
export function family(luck: Chance): () => string {
  const surname = luck.pick(surnames)
  return () => {
    const isWoman = luck.next() < 0.55
    const { names, patronymics } = isWoman ? women : men
    return `${isWoman ? feminine(surname) : surname} ${luck.pick(names)} ${luck.pick(patronymics)}`
  }
}
