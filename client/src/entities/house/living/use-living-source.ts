import { computed, ref, watch } from 'vue'
import { useSettingsStore } from '../../settings/store.ts'

/**
 * Where the numbers that a page shows come from (people_living_count). Numbers are counted by the server, so when the
 * setting is switched they are read anew, and the source is named as it was when they were read.
 */
export function useLivingSource(reload: () => Promise<unknown>) {
  const settings = useSettingsStore()
  const isFromCards = computed(() => settings.all?.people_living_count ?? null)
  const source = ref(isFromCards.value)
  const name = (): void => {
    source.value = isFromCards.value
  }
  // the settings come with the journal, which may be later than the page's own answer: nothing was switched then
  watch(isFromCards, (_, before) => {
    if (before === null) name()
    else void reload()
  })
  return { source, name }
}
