import { directoryTexts } from '../../entities/house/texts.ts'
import { formTexts } from '../../ui/form/texts.ts'
import { happenedTexts } from '../../entities/happened/texts.ts'
import type { Page } from '../../page.ts'

export const person: Page = {
  name: 'person',
  title: { ru: 'Житель', en: 'Resident' },
  path: '/people/:id(\\d+)',
  access: 'directory.see',
  views: () => import('./Page.vue'),
  texts: [directoryTexts, formTexts, happenedTexts],
  under: '/directory',
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    person: string
  }
}
