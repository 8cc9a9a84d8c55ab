import type { RouteRecordRaw } from 'vue-router'

export const logRoutes: RouteRecordRaw[] = [
  {
    path: '/log',
    component: () => import('./Page.vue'),
    meta: { access: 'call.log', title: 'shell.log' },
  },
]
