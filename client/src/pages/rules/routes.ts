import type { RouteRecordRaw } from 'vue-router'

export const rulesRoutes: RouteRecordRaw[] = [
  {
    path: '/rules',
    component: () => import('./Page.vue'),
    meta: { access: 'settings.see', title: 'shell.rules', rareTexts: true },
  },
]
