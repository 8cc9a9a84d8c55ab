import type { Permission } from '#contracts/permission.ts'
import type { RouteComponent } from 'vue-router'
import type { Catalogue, Locale, MessageKey } from './i18n/i18n.ts'
import type { PageName } from './i18n/messages.ts'

/** 'public': before sign-in; 'any': whoever is signed in. */
export type Access = 'public' | 'any' | Permission

/** Groups of the navigation, by work, in the order of the menu. */
export const navigationGroups = ['calls', 'shutdowns', 'houses', 'settings'] as const
export type NavigationGroup = (typeof navigationGroups)[number]

export interface View {
  /** Under the page's own path; '' is the page itself. */
  path: string
  component: () => Promise<RouteComponent | { default: RouteComponent }>
  /** Where they are not the page's. */
  access?: Access
  title?: MessageKey
}

/** All that the app knows of a page before it is opened; `routes.ts` of its folder says it, pages.ts lists it. */
export interface Page {
  /** Its title is the phrase `page.<name>`. In both languages here: the navigation shows it before the page is loaded. */
  name: PageName
  title: Record<Locale, string>
  path: string
  access: Access
  /** One view, or several that the navigation marks as one place. */
  views: View['component'] | readonly View[]
  /** Loaded with the page: its own phrases and those of what it is made of, beyond the first ones (app/first-texts.ru.ts). */
  texts: readonly Catalogue[]
  /** Stands alone: no rail, no voice line. */
  isBare?: true
  navigation?: {
    group: NavigationGroup
    /** Stands in the bar itself. Else in the menu at its end, so that the daily pages fit at 1366. */
    isDaily?: true
    /** Who may open it by a link, but has no use for it by itself, lacks this: it stands in no menu of his. */
    needs?: Permission
    /** All ten digits with Alt are taken: a page without is reached by the menu (Alt+0) and the arrow keys. */
    keys?: string
  }
  /** The page whose line of the navigation is marked for this one, which has none. */
  under?: string
}
