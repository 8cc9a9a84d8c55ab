import type { RouteRecordRaw } from 'vue-router'

export const houseRoutes: RouteRecordRaw[] = [
  {
    path: '/houses/:id(\\d+)',
    component: () => import('./Page.vue'),
    meta: { access: 'directory.see', title: 'directory.house', rareTexts: true },
  },
]
