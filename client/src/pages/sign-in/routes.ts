import type { RouteRecordRaw } from 'vue-router'

export const signInRoutes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    component: () => import('./Page.vue'),
    meta: { access: 'public', title: 'signIn.title' },
  },
]
