import { feature } from '#server/platform/feature.ts'
import { getSettings } from './get-settings.ts'
import { changeSettings } from './change-settings.ts'

export const settingsFeature = feature({
  handle: {
    getSettings,
    changeSettings,
  },
})
