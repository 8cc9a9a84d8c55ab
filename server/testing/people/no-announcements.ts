import type { Announcements } from '#server/ports.ts'

/** A machine without a speech engine. */
export const noAnnouncements: Announcements = {
  dir: '/nowhere',
  has: () => Promise.resolve(false),
  speak: () => Promise.resolve(false),
  keep: () => Promise.resolve(false),
  sweep: () => Promise.resolve(0),
}
