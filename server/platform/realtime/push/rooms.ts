import type { Permission } from '#contracts/permission.ts'

export const rooms = ['board', 'board:masked'] as const
export type Room = (typeof rooms)[number]

/** The room by what the person may see: telephone numbers in full, or masked. */
export const roomOf = (permissions: readonly Permission[]): Room =>
  permissions.includes('number.see') ? 'board' : 'board:masked'
