import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import { steadyOrder } from './steady-order.ts'

/** A pointer that rests this long is not about to click: the list may move again. */
const restMs = 8000

/** Holds the order of rows while the pointer moves over them or the keyboard is in them. */
export function useSteadyRows(wanted: () => readonly number[]): {
  ids: ComputedRef<readonly number[]>
  waiting: ComputedRef<number>
  isHeld: Ref<boolean>
  hold: () => void
  release: () => void
} {
  const held = shallowRef<readonly number[] | null>(null)
  const isHeld = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  const order = computed(() => steadyOrder(held.value, wanted()))
  function release(): void {
    clearTimeout(timer)
    held.value = null
    isHeld.value = false
  }
  function hold(): void {
    clearTimeout(timer)
    timer = setTimeout(release, restMs)
    if (held.value !== null) return
    held.value = wanted()
    isHeld.value = true
  }
  onScopeDispose(() => clearTimeout(timer))
  return {
    ids: computed(() => order.value.ids),
    waiting: computed(() => order.value.waiting),
    isHeld,
    hold,
    release,
  }
}
