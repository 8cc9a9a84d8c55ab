import { nothingLeftOut, type Snapshot } from '#contracts/journal.ts'
import { defaultSettings } from '#contracts/settings.ts'
import { makeLists } from '../realtime/entities.ts'

/** Of a server where nothing has happened yet, but for what the test says. */
export const sampleSnapshot = (over: Partial<Snapshot> = {}): Snapshot => ({
  ...makeLists(() => []),
  seq: 0,
  settings: defaultSettings,
  settingsVersion: 1,
  leftOut: nothingLeftOut,
  ...over,
})
