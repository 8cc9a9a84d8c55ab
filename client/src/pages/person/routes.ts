import type { RouteRecordRaw } from 'vue-router'

export const personRoutes: RouteRecordRaw[] = [
  {
    path: '/people/:id(\\d+)',
    component: () => import('./Page.vue'),
    meta: { access: 'directory.see', title: 'directory.person', rareTexts: true },
  },
]
