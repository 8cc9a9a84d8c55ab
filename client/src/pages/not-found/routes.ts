import type { RouteRecordRaw } from 'vue-router'

export const notFoundRoutes: RouteRecordRaw[] = [
  {
    path: '/:rest(.*)*',
    component: () => import('./Page.vue'),
    meta: { access: 'any', title: 'notFound.title' },
  },
]
