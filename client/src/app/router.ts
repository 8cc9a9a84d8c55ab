import { createRouter, createWebHistory, type Router, type RouterHistory } from 'vue-router'
import type { SignedIn } from '#contracts/user.ts'
import { boardRoutes } from '../pages/board/routes.ts'
import { consoleRoutes } from '../pages/console/routes.ts'
import { directoryRoutes } from '../pages/directory/routes.ts'
import { flatRoutes } from '../pages/flat/routes.ts'
import { houseRoutes } from '../pages/house/routes.ts'
import { importRoutes } from '../pages/import/routes.ts'
import { logRoutes } from '../pages/log/routes.ts'
import { missedRoutes } from '../pages/missed/routes.ts'
import { notFoundRoutes } from '../pages/not-found/routes.ts'
import { personRoutes } from '../pages/person/routes.ts'
import { rulesRoutes } from '../pages/rules/routes.ts'
import { settingsRoutes } from '../pages/settings/routes.ts'
import { shutdownRoutes } from '../pages/shutdowns/routes.ts'
import { signInRoutes } from '../pages/sign-in/routes.ts'
import { whereTo } from './access.ts'

export function createAppRouter(
  signedIn: () => SignedIn | null,
  loadRareTexts: () => Promise<void>,
  history: RouterHistory = createWebHistory(),
): Router {
  const router = createRouter({
    history,
    routes: [
      ...signInRoutes,
      ...consoleRoutes,
      ...boardRoutes,
      ...missedRoutes,
      ...shutdownRoutes,
      ...logRoutes,
      ...directoryRoutes,
      ...houseRoutes,
      ...flatRoutes,
      ...personRoutes,
      ...rulesRoutes,
      ...importRoutes,
      ...settingsRoutes,
      ...notFoundRoutes,
    ],
  })
  router.beforeEach((to) =>
    whereTo({ path: to.path, fullPath: to.fullPath, access: to.meta.access }, signedIn()),
  )
  router.beforeResolve(async (to) => {
    if (to.meta.rareTexts) await loadRareTexts()
  })
  return router
}
