import { computed, onMounted, ref, shallowRef, watch } from 'vue'
import type { SettingKey, Settings } from '#contracts/settings.ts'
import { fieldsThatDiffer, mergeFields, pick } from '../../ui/form/merge.ts'
import { useSettingsStore } from '../../entities/settings/store.ts'
import { toApiError, type ApiError } from '../../realtime/api-error.ts'
import { useServices } from '../../services.ts'
import { useRequest } from '../../use-request.ts'
import { problemsOf } from './settings.ts'

/** The form's values beside the server's; the journal moves the server's on while somebody edits. */
export function useSettingsForm() {
  const { api } = useServices()
  const store = useSettingsStore()
  const reading = useRequest<{ settings: Settings; version: number }>()
  const base = shallowRef<Settings | null>(null)
  const mine = shallowRef<Settings | null>(null)
  const version = ref(0)
  const clashes = shallowRef<readonly SettingKey[]>([])
  const error = shallowRef<ApiError | null>(null)
  const isSaving = ref(false)

  function receive(settings: Settings, newVersion: number): void {
    if (base.value === null || mine.value === null) {
      base.value = settings
      mine.value = settings
    } else if (newVersion > version.value) {
      const merged = mergeFields(base.value, mine.value, settings)
      base.value = settings
      mine.value = merged.mine
      clashes.value = merged.clashes
    } else return
    version.value = newVersion
  }
  async function load(): Promise<void> {
    const read = await reading.run((signal) => api('getSettings', {}, signal))
    if (read !== null) receive(read.settings, read.version)
  }
  onMounted(load)
  watch(
    () => store.version,
    (next) => {
      if (store.all !== null && !isSaving.value && base.value !== null) receive(store.all, next)
    },
  )
  const changed = computed(() =>
    base.value === null || mine.value === null ? [] : fieldsThatDiffer(base.value, mine.value),
  )
  const problems = computed(() => (mine.value === null ? {} : problemsOf(mine.value)))

  function set<K extends SettingKey>(key: K, value: Settings[K]): void {
    if (mine.value !== null) mine.value = { ...mine.value, [key]: value }
  }
  function reset(): void {
    mine.value = base.value
    clashes.value = []
    error.value = null
  }
  /** True when the server took it. */
  async function save(): Promise<boolean> {
    if (base.value === null || mine.value === null || changed.value.length === 0) return false
    isSaving.value = true
    error.value = null
    try {
      const saved = await api('changeSettings', {
        body: { version: version.value, changes: pick(mine.value, changed.value) },
      })
      base.value = saved.settings
      mine.value = saved.settings
      version.value = saved.version
      clashes.value = []
      return true
    } catch (thrown) {
      error.value = toApiError(thrown)
      // The newer values come, mine stay in their fields; a second save is then on top of the newer version.
      if (error.value.code === 'conflict') await load()
      return false
    } finally {
      isSaving.value = false
    }
  }
  return { reading, mine, changed, problems, clashes, error, isSaving, set, reset, save, load }
}
