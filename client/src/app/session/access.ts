import type { Permission, Role } from '#contracts/permission.ts'
import type { SignedIn } from '#contracts/user.ts'
import type { Access } from '../../page.ts'
import { navigation, type NavigationItem } from '../../pages.ts'

const home: Record<Role, string> = {
  operator: '/console',
  dispatcher: '/board',
  supervisor: '/log',
  admin: '/board',
  viewer: '/wall',
}

export const pagesOf = (permissions: readonly Permission[]): NavigationItem[] =>
  navigation.filter((item) => permissions.includes(item.access) && permissions.includes(item.needs))

/** Where `/` leads: the role's own page if it may be seen, else the first that may. */
export function firstPage({ user, permissions }: Pick<SignedIn, 'user' | 'permissions'>): string {
  const pages = pagesOf(permissions)
  return pages.find((page) => page.path === home[user.role])?.path ?? pages[0]?.path ?? '/nothing'
}

/** The guard's decision: `true`, or where to go instead. */
export function whereTo(
  to: { path: string; fullPath: string; access: Access },
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
