import type { RouteRecordRaw } from 'vue-router'

const see = { access: 'board.see', title: 'shutdown.pages', rareTexts: true } as const
const manage = { access: 'shutdown.manage', title: 'shutdownForm.newTitle', rareTexts: true } as const

export const shutdownRoutes: RouteRecordRaw[] = [
  {
    path: '/shutdowns',
    // One parent, so that the navigation marks all of them as the same place.
    children: [
      { path: '', component: () => import('./Page.vue'), meta: see },
      { path: 'new', component: () => import('./form/FormPage.vue'), meta: manage },
      { path: ':id(\\d+)/change', component: () => import('./form/FormPage.vue'), meta: manage },
      {
        path: ':id(\\d+)/notice',
        component: () => import('./notice/NoticePage.vue'),
        meta: { ...see, title: 'shutdownNotice.title' },
      },
      {
        path: 'daily',
        component: () => import('./reports/DailyPage.vue'),
        meta: { ...see, title: 'shutdownReport.dailyTitle' },
      },
      {
        path: 'hours',
        component: () => import('./reports/HoursPage.vue'),
        meta: { ...see, title: 'shutdownReport.hoursTitle' },
      },
    ],
  },
]
