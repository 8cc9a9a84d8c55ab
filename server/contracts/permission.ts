import { z } from 'zod'

/** What a person may do. Routes, socket rooms and files each name one of these. */
export const Permission = z.enum([
  'board.see', // the live board: tasks, ringing calls, operators
  'call.answer', // has a softphone and is offered calls
  'call.log', // the log of all calls
  'recording.hear', // listen to recordings; every hearing is audited
  'number.see', // telephone numbers in full; without it they are masked
  'debt.see', // what a flat owes, on the card of its caller
  'task.register', // fill and register a draft, join it, add a task by hand
  'callback.takeOver', // take a call-back from the colleague who is at it, with a reason
  'task.dispatch', // accept, assign, defer, finish, close, reopen
  'shutdown.manage', // create, change, move and end shutdowns
  'directory.see', // houses, flats, people and their history
  'directory.edit',
  'directory.import', // import and export of residents
  'consent.keep', // the register of consents to calls by a machine, and the numbers that are never called
  'rules.change', // the classifier and the deadlines of the law
  'line.night', // all lines as by night, by one key
  'line.manage', // lines, queues, schedules and menus
  'settings.see',
  'settings.change',
  'user.manage',
  'audit.see',
])
export type Permission = z.infer<typeof Permission>

export const Role = z.enum(['operator', 'dispatcher', 'supervisor', 'admin', 'viewer'])
export type Role = z.infer<typeof Role>

/** Which role holds which permissions. `viewer` is a wall screen: no numbers, no changes. */
export const permissionsOfRole: Record<Role, readonly Permission[]> = {
  operator: ['board.see', 'call.answer', 'number.see', 'debt.see', 'task.register', 'directory.see'],
  dispatcher: [
    'board.see',
    'call.answer',
    'number.see',
    'debt.see',
    'task.register',
    'task.dispatch',
    'shutdown.manage',
    'directory.see',
    'directory.edit',
    'line.night',
  ],
  supervisor: [
    'board.see',
    'call.log',
    'recording.hear',
    'number.see',
    'debt.see',
    'task.register',
    'callback.takeOver',
    'task.dispatch',
    'shutdown.manage',
    'directory.see',
    'directory.edit',
    'directory.import',
    'consent.keep',
    'line.night',
    'settings.see',
    'audit.see',
  ],
  admin: [...Permission.options],
  viewer: ['board.see'],
}

/** Whoever of these roles may be limited to companies: people of a company read, they answer no calls. */
export const limitableRoles = ['supervisor', 'viewer'] as const satisfies readonly Role[]

/** All that is left to who is limited to companies: he reads, and changes nothing. */
const limitedPermissions = [
  'board.see',
  'call.log',
  'recording.hear',
  'number.see',
] as const satisfies readonly Permission[]
export type LimitedPermission = (typeof limitedPermissions)[number]

const isLimited = (permission: Permission): permission is LimitedPermission =>
  limitedPermissions.some((one) => one === permission)

/** What a person may do; `companies`: those to which he is limited, null: to none. */
export const permissionsOf = (role: Role, companies: readonly number[] | null): readonly Permission[] =>
  companies === null ? permissionsOfRole[role] : permissionsOfRole[role].filter(isLimited)

export const may = (role: Role, permission: Permission): boolean =>
  permissionsOfRole[role].includes(permission)
