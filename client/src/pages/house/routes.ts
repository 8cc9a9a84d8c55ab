import { giveTexts } from '../../entities/company/give/texts.ts'
import { directoryTexts } from '../../entities/house/texts.ts'
import { formTexts } from '../../ui/form/texts.ts'
import { happenedTexts } from '../../entities/happened/texts.ts'
import type { Page } from '../../page.ts'

export const house: Page = {
  name: 'house',
  title: { ru: 'Дом', en: 'House' },
  path: '/houses/:id(\\d+)',
  access: 'directory.see',
  views: () => import('./Page.vue'),
  texts: [directoryTexts, formTexts, happenedTexts, giveTexts],
  under: '/directory',
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    house: string
  }
}
