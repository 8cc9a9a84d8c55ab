import type { RouteRecordRaw } from 'vue-router'

export const boardRoutes: RouteRecordRaw[] = [
  {
    path: '/board',
    component: () => import('./Page.vue'),
    meta: { access: 'board.see', title: 'shell.board' },
  },
]
