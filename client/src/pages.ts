import type { RouteRecordRaw } from 'vue-router'
import type { Permission } from '#contracts/permission.ts'
import type { Catalogue, Locale, MessageKey } from './i18n/i18n.ts'
import type { Access, NavigationGroup, Page } from './page.ts'
import { board } from './pages/board/routes.ts'
import { consents } from './pages/consents/routes.ts'
import { companies } from './pages/companies/routes.ts'
import { consolePage } from './pages/console/routes.ts'
import { directory } from './pages/directory/routes.ts'
import { flat } from './pages/flat/routes.ts'
import { house } from './pages/house/routes.ts'
import { importPage } from './pages/import/routes.ts'
import { lines } from './pages/lines/routes.ts'
import { log } from './pages/log/routes.ts'
import { missed } from './pages/missed/routes.ts'
import { notFound } from './pages/not-found/routes.ts'
import { person } from './pages/person/routes.ts'
import { rules } from './pages/rules/routes.ts'
import { settings } from './pages/settings/routes.ts'
import { shutdowns } from './pages/shutdowns/routes.ts'
import { signIn } from './pages/sign-in/routes.ts'
import { trunks } from './pages/trunks/routes.ts'
import { wall } from './pages/wall/routes.ts'

/** All pages, in the order of the navigation. */
export const pages: readonly Page[] = [
  signIn,
  consolePage,
  board,
  missed,
  shutdowns,
  wall,
  log,
  directory,
  house,
  flat,
  person,
  lines,
  rules,
  consents,
  importPage,
  trunks,
  companies,
  settings,
  notFound,
]

declare module 'vue-router' {
  interface RouteMeta {
    access: Access
    title: MessageKey
    texts: readonly Catalogue[]
    /** Path of the line of the navigation that is marked. */
    line: string
    isBare: boolean
  }
}

const titleOf = (page: Page): MessageKey => `page.${page.name}`

function routeOf(page: Page): RouteRecordRaw {
  const { path, access, texts, under, views, isBare = false } = page
  const meta = { access, title: titleOf(page), texts, line: under ?? path, isBare }
  if (typeof views === 'function') return { path, component: views, meta }
  return {
    path,
    children: views.map((view) => ({
      path: view.path,
      component: view.component,
      meta: { ...meta, access: view.access ?? access, title: view.title ?? meta.title },
    })),
  }
}
export const routes: readonly RouteRecordRaw[] = pages.map(routeOf)

/** Titles as phrases, `page.<name>`. */
export const titlesIn = (locale: Locale): { page: Record<string, string> } => ({
  page: Object.fromEntries(pages.map((page) => [page.name, page.title[locale]])),
})

export interface NavigationItem {
  path: string
  title: MessageKey
  access: Permission
  group: NavigationGroup
  isDaily: boolean
  keys: string | undefined
  needs: Permission
}

export const navigation: readonly NavigationItem[] = pages.flatMap((page) => {
  const { path, access, navigation: line } = page
  if (line === undefined || access === 'public' || access === 'any') return []
  const { group, isDaily = false, keys, needs = access } = line
  return [{ path, title: titleOf(page), access, group, isDaily, keys, needs }]
})
