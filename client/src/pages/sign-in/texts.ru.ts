/** Phrases of the sign-in form, which may stand over any page. */
export const texts = {
  signIn: {
    title: 'Вход',
    lead: 'Диспетчерская служба',
    login: 'Логин',
    password: 'Пароль',
    show: 'Показать пароль',
    capsLock: 'Включён Caps Lock',
    submit: 'Войти',
    emptyLogin: 'Введите логин.',
    emptyPassword: 'Введите пароль.',
    callPage: 'Позвонить в диспетчерскую с этого компьютера',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
