import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { RouteResponse } from '#contracts/http.ts'
import { defaultSettings, type PublicSettings, type Settings } from '#contracts/settings.ts'
import { setWallZone } from '../../i18n/wall-clock.ts'

/** The settings as they are now, from the journal; before sign-in only the public ones. */
export const useSettingsStore = defineStore('settings', () => {
  const all = shallowRef<Settings | null>(null)
  const version = ref(0)
  const known = shallowRef<PublicSettings>({ ...defaultSettings, name: '', city: '', footer_info_first: '' })
  const callPage = ref(false)
  /** Can numbers of the town be called? Until the server has said so, no: nobody loses time with a dead key. */
  const reachesOutside = ref(false)
  const take = (settings: Settings, newVersion: number): void => {
    all.value = settings
    known.value = settings
    version.value = newVersion
  }
  const takePublic = (settings: RouteResponse<'publicSettings'>): void => {
    if (all.value === null) known.value = settings
    callPage.value = settings.callPage
    setWallZone(settings.timeZone)
    reachesOutside.value = settings.reachesOutside
  }
  return { all, version, known, callPage, reachesOutside, take, takePublic }
})
