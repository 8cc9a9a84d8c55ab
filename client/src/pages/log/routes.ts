import { wrapUpTexts } from '../../entities/call/wrap-up/texts.ts'
import { companyTexts } from '../../entities/company/texts.ts'
import type { Page } from '../../page.ts'

export const log: Page = {
  name: 'log',
  title: { ru: 'Журнал звонков', en: 'Call log' },
  path: '/log',
  access: 'call.log',
  views: () => import('./Page.vue'),
  texts: [
    { ru: () => import('./texts.ru.ts'), en: () => import('./texts.en.ts') },
    companyTexts,
    wrapUpTexts,
  ],
  navigation: { group: 'calls', isDaily: true, keys: 'Alt+4' },
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    log: string
  }
}
