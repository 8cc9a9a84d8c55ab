import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether the window has room for a pane more: from 1800 px, as the tokens' wide step (tokens.css). */
export function useWideScreen(): Ref<boolean> {
  const query = matchMedia('(min-width: 1800px)')
  const isWide = ref(query.matches)
  const take = (): void => {
    isWide.value = query.matches
  }
  query.addEventListener('change', take)
  onScopeDispose(() => query.removeEventListener('change', take))
  return isWide
}
