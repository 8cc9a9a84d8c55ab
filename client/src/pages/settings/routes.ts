import type { RouteRecordRaw } from 'vue-router'

export const settingsRoutes: RouteRecordRaw[] = [
  {
    path: '/settings',
    component: () => import('./Page.vue'),
    meta: { access: 'settings.see', title: 'shell.settings', rareTexts: true },
  },
]
