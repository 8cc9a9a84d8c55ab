import { JournalEntry, LiveState, Snapshot } from '#contracts/journal.ts'
import { Permission } from '#contracts/permission.ts'
import { shownTo } from './shown-to.ts'

/**
 * What the room `board:masked` may see (platform/realtime/push/rooms.ts): numbers and names of residents are not for a wall
 * screen (152-ФЗ). The rooms know no other permission, so nothing that is pushed may need another (masked.test.ts).
 */
const ofRoom = Permission.options.filter((permission) => permission !== 'number.see')

export const maskEntry = shownTo(JournalEntry, ofRoom)
export const maskSnapshot = shownTo(Snapshot, ofRoom)
export const maskLive = shownTo(LiveState, ofRoom)
