/** Phrases of the screen on the wall. */
export const texts = {
  wall: {
    title: 'Диспетчерская',
    waiting: 'ждут ответа',
    longest: 'ждёт дольше всех',
    emergencies: 'Аварии',
    noEmergencies: 'Аварий нет',
    unclaimed: 'НЕ ПРИНЯТА',
    overdue: 'просрочено',
    open: 'открытых заявок',
    shutdowns: 'Отключения',
    noShutdowns: 'Отключений нет',
    since: 'с {time}',
    until: 'до {time}',
    starts: 'начнётся {time}',
    normUntil: 'норма до {time}',
    normOver: 'норма {time} прошла',
    noTerm: 'срок не назван',
    callbacks: 'Перезвонить',
    noCallbacks: 'Перезванивать некому',
    soon: 'Скоро срок',
    soonHint: 'ближайший час',
    noSoon: 'В ближайший час сроков нет',
    more: 'Все здесь | и ещё {n} | и ещё {n} | и ещё {n}',
    noPeople: 'На линии никого нет',
    stale: 'Связи нет {age}. Экран на {time}, новые аварии не видны.',
    loading: 'Загружаю',
    never: 'Связи с сервером нет. Пробую снова.',
    leave: 'На доску',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
