import { directoryTexts } from '../../entities/house/texts.ts'
import { formTexts } from '../../ui/form/texts.ts'
import { happenedTexts } from '../../entities/happened/texts.ts'
import type { Page } from '../../page.ts'

export const directory: Page = {
  name: 'directory',
  title: { ru: 'Справочник домов', en: 'Housing directory' },
  path: '/directory',
  access: 'directory.see',
  views: () => import('./Page.vue'),
  texts: [directoryTexts, formTexts, happenedTexts],
  navigation: { group: 'houses', keys: 'Alt+7' },
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    directory: string
  }
}
