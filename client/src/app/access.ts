import type { Permission, Role } from '#contracts/permission.ts'
import type { SignedIn } from '#contracts/user.ts'
import type { MessageKey } from '../i18n/i18n.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** 'public': before sign-in; 'any': whoever is signed in. */
    access: 'public' | 'any' | Permission
    title: MessageKey
    /** Its phrases are in i18n/rare-ru.ts. */
    rareTexts?: true
  }
}

export interface NavigationItem {
  path: string
  title: MessageKey
  access: Permission
  keys: string
  /** Opened now and then: stands in the menu at the end of the bar, so that the daily pages fit at 1366. */
  isRare?: true
}

export const navigation: readonly NavigationItem[] = [
  { path: '/console', title: 'shell.console', access: 'task.register', keys: 'Alt+1' },
  { path: '/board', title: 'shell.board', access: 'board.see', keys: 'Alt+2' },
  { path: '/missed', title: 'shell.missed', access: 'task.register', keys: 'Alt+3' },
  { path: '/shutdowns', title: 'shutdown.pages', access: 'board.see', keys: 'Alt+6' },
  { path: '/log', title: 'shell.log', access: 'call.log', keys: 'Alt+4' },
  { path: '/directory', title: 'shell.directory', access: 'directory.see', keys: 'Alt+7', isRare: true },
  { path: '/rules', title: 'shell.rules', access: 'settings.see', keys: 'Alt+8', isRare: true },
  {
    path: '/import',
    title: 'shell.import',
    access: 'directory.import',
    keys: 'Alt+9',
    isRare: true,
  },
  { path: '/settings', title: 'shell.settings', access: 'settings.see', keys: 'Alt+5', isRare: true },
]

const home: Record<Role, string> = {
  operator: '/console',
  dispatcher: '/board',
  supervisor: '/log',
  admin: '/board',
  viewer: '/board',
}

export const pagesOf = (permissions: readonly Permission[]): NavigationItem[] =>
  navigation.filter((item) => permissions.includes(item.access))

/** Where `/` leads: the role's own page if it may be seen, else the first that may. */
export function firstPage({ user, permissions }: Pick<SignedIn, 'user' | 'permissions'>): string {
  const pages = pagesOf(permissions)
  return pages.find((page) => page.path === home[user.role])?.path ?? pages[0]?.path ?? '/nothing'
}

/** Only a path of this site may be returned to after sign-in; `//host` and `https:` would lead elsewhere. */
export const safeNext = (next: unknown): string | null =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : null

/** The guard's decision: `true`, or where to go instead. */
export function whereTo(
  to: { path: string; fullPath: string; access: 'public' | 'any' | Permission },
  signedIn: SignedIn | null,
): true | { path: string; query?: { next: string } } {
  if (signedIn === null) {
    if (to.access === 'public') return true
    return to.fullPath === '/' ? { path: '/sign-in' } : { path: '/sign-in', query: { next: to.fullPath } }
  }
  if (to.path === '/' || to.path === '/sign-in') return { path: firstPage(signedIn) }
  if (to.access === 'public' || to.access === 'any') return true
  return signedIn.permissions.includes(to.access) ? true : { path: firstPage(signedIn) }
}
