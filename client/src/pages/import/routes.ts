import type { RouteRecordRaw } from 'vue-router'

export const importRoutes: RouteRecordRaw[] = [
  {
    path: '/import',
    component: () => import('./Page.vue'),
    meta: { access: 'directory.import', title: 'shell.import', rareTexts: true },
  },
]
