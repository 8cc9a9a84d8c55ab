import { directoryRu } from './directory-ru.ts'
import { importingRu } from './importing-ru.ts'
import { settingRu } from './setting-ru.ts'
import { shutdownPagesRu } from './shutdown-pages-ru.ts'

/** Phrases of pages that are opened now and then: loaded with the first of them (`rareTexts` of a route). */
export const rareRu = {
  ...directoryRu,
  ...importingRu,
  ...settingRu,
  ...shutdownPagesRu,
}
