import type { Texts } from './texts.ru.ts'

export const texts: Texts = {
  signIn: {
    title: 'Sign in',
    lead: 'Dispatch service',
    login: 'Login',
    password: 'Password',
    show: 'Show password',
    capsLock: 'Caps Lock is on',
    submit: 'Sign in',
    emptyLogin: 'Enter your login.',
    emptyPassword: 'Enter your password.',
    callPage: 'Call the dispatcher from this computer',
  },
}
