import { createRouter, createWebHistory, type Router, type RouterHistory } from 'vue-router'
import type { SignedIn } from '#contracts/user.ts'
import type { Catalogue } from '../i18n/i18n.ts'
import { routes } from '../pages.ts'
import { whereTo } from './session/access.ts'

export function createAppRouter(
  signedIn: () => SignedIn | null,
  loadTexts: (catalogues: readonly Catalogue[]) => Promise<void>,
  history: RouterHistory = createWebHistory(),
): Router {
  const router = createRouter({ history, routes: [...routes] })
  router.beforeEach((to) =>
    whereTo({ path: to.path, fullPath: to.fullPath, access: to.meta.access }, signedIn()),
  )
  // the phrases come beside the page's code; should they fail, the second asking says so
  router.beforeEach((to) => {
    void loadTexts(to.meta.texts).catch(() => undefined)
  })
  router.beforeResolve((to) => loadTexts(to.meta.texts))
  return router
}
