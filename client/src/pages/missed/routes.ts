import type { RouteRecordRaw } from 'vue-router'

export const missedRoutes: RouteRecordRaw[] = [
  {
    path: '/missed',
    component: () => import('./Page.vue'),
    meta: { access: 'task.register', title: 'shell.missed' },
  },
]
