import type { Permission } from '#contracts/permission.ts'

export type Room = 'board' | 'board:masked'

/** The room by what the person may see: telephone numbers in full, or masked. */
export const roomOf = (permissions: readonly Permission[]): Room =>
  permissions.includes('number.see') ? 'board' : 'board:masked'
