import type { RouteRecordRaw } from 'vue-router'

export const consoleRoutes: RouteRecordRaw[] = [
  {
    path: '/console',
    component: () => import('./Page.vue'),
    meta: { access: 'task.register', title: 'shell.console' },
  },
]
