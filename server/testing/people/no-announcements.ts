import type { Announcements, Voices } from '#server/ports.ts'
import type { Speech } from '#sip/speech/engine.ts'

/** A machine with one engine, of the test's own. */
export const voicesOf = (speech: Speech): Voices => ({
  installed: () => Promise.resolve({ rhvoice: [], espeak: true }),
  current: () => Promise.resolve({ engine: 'espeak' }),
  speak: (_, text) => speech.speak(text),
})

/** Where nobody asks what was spoken. */
export const forgetful = { put: () => Promise.resolve(), forget: () => Promise.resolve() }

/** A machine without a speech engine. */
export const noAnnouncements: Announcements = {
  dir: '/nowhere',
  voices: {
    installed: () => Promise.resolve({ rhvoice: [], espeak: false }),
    current: () => Promise.resolve(null),
    speak: () => Promise.reject(new Error('no engine')),
  },
  has: () => Promise.resolve(false),
  speak: () => Promise.resolve(false),
  keep: () => Promise.resolve(false),
  sweep: () => Promise.resolve(0),
}
