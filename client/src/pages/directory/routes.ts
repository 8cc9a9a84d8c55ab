import type { RouteRecordRaw } from 'vue-router'

export const directoryRoutes: RouteRecordRaw[] = [
  {
    path: '/directory',
    component: () => import('./Page.vue'),
    meta: { access: 'directory.see', title: 'shell.directory', rareTexts: true },
  },
]
