import type { RouteRecordRaw } from 'vue-router'

export const flatRoutes: RouteRecordRaw[] = [
  {
    path: '/flats/:id(\\d+)',
    component: () => import('./Page.vue'),
    meta: { access: 'directory.see', title: 'directory.flat', rareTexts: true },
  },
]
