import { onMounted, watch } from 'vue'
import type { Settings } from '#contracts/settings.ts'
import { useSettingsStore } from '../../entities/settings/store.ts'
import { useServices } from '../../services.ts'
import type { Problems } from '../../ui/form/problems.ts'
import { useVersionedForm } from '../../ui/form/versioned/use-versioned-form.ts'
import { useRequest } from '../../use-request.ts'
import { problemsOf } from './settings.ts'

const phrases = (values: Settings): Problems =>
  Object.fromEntries(Object.entries(problemsOf(values)).map(([name, key]) => [name, { key, named: {} }]))

/** The form's values beside the server's; the journal moves the server's on while somebody edits. */
export function useSettingsForm() {
  const { api } = useServices()
  const store = useSettingsStore()
  const reading = useRequest<{ settings: Settings; version: number }>()
  const form = useVersionedForm<Settings>('settings', phrases)

  /** What the journal brought may be ahead of the answer that was asked for. */
  function receive(settings: Settings, version: number): void {
    if (form.base.value === null || version > form.version.value) form.receive(settings, version)
  }
  async function load(): Promise<void> {
    const read = await reading.run((signal) => api('getSettings', {}, signal))
    if (read !== null) receive(read.settings, read.version)
  }
  onMounted(load)
  watch(
    () => store.version,
    (next) => {
      if (store.all !== null && !form.isSaving.value && form.base.value !== null) receive(store.all, next)
    },
  )
  const save = (): Promise<boolean> =>
    form.save(async (version, changes) => {
      const saved = await api('changeSettings', { body: { version, changes } })
      return { fields: saved.settings, version: saved.version }
    }, load)
  return { ...form, reading, load, save }
}
