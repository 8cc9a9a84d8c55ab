import type { EndReason } from './caller-state.ts'

/** Whole phrases of the page; what a resident reads is Russian. */
export const texts = {
  idle: 'Нажмите «Позвонить» – соединим с диспетчером прямо из браузера.',
  connecting: 'Соединяем…',
  waiting: 'Вы на линии. Диспетчер скоро ответит.',
  place: (place: number): string =>
    place === 1
      ? 'Вы первый в очереди. Диспетчер скоро ответит.'
      : `Вы на линии. Ваше место в очереди: ${place}.`,
  calledBack: 'Диспетчерская перезванивает вам.',
  talking: 'Разговор идёт',
  held: 'Диспетчер попросил подождать. Оставайтесь на линии.',
  refused: 'Звонок с этой страницы сейчас недоступен. Позвоните по телефону.',
  tooMany: 'Слишком много звонков подряд. Подождите минуту и попробуйте снова.',
  numberHint: 'Введите номер телефона: от 3 до 15 цифр, можно с плюсом.',
} as const

const ends: Record<EndReason, string> = {
  me: 'Вы завершили звонок.',
  desk: 'Разговор завершён.',
  busy: 'Линия занята. Попробуйте ещё раз.',
  noAnswer: 'Никто не ответил. Мы видим ваш звонок и перезвоним.',
  noMicrophone: 'Браузер не даёт доступа к микрофону. Разрешите его или выберите готовую фразу.',
  noConnection: 'Связь прервалась. Проверьте интернет и позвоните ещё раз.',
  refused: 'Диспетчерская не приняла звонок. Попробуйте ещё раз.',
}

export function endText(reason: EndReason): string {
  return ends[reason]
}

/** Minutes and seconds: `3:07`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
