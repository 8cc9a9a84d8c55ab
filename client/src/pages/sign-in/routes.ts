import type { Page } from '../../page.ts'

export const signIn: Page = {
  name: 'signIn',
  title: { ru: 'Вход', en: 'Sign in' },
  path: '/sign-in',
  access: 'public',
  views: () => import('./Page.vue'),
  texts: [],
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    signIn: string
  }
}
