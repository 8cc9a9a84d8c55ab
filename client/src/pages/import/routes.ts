import type { Page } from '../../page.ts'

export const importPage: Page = {
  name: 'import',
  title: { ru: 'Загрузка жителей', en: 'Import of residents' },
  path: '/import',
  access: 'directory.import',
  views: () => import('./Page.vue'),
  texts: [{ ru: () => import('./texts.ru.ts'), en: () => import('./texts.en.ts') }],
  navigation: { group: 'houses', keys: 'Alt+9' },
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    import: string
  }
}
