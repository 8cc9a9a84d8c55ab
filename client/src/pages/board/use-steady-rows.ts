import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { BoardLine } from './filter.ts'
import { steadyOrder } from './steady-order.ts'

/** A pointer that rests this long is not about to click: the list may move again. */
const restMs = 8000
/** So long a row that no longer belongs stays, struck through: long enough to see which it was. */
const goneMs = 5000

/** Holds the order of rows while the pointer moves over them or the keyboard is in them. */
export function useSteadyRows(wanted: () => readonly BoardLine[]): {
  lines: ComputedRef<readonly BoardLine[]>
  waiting: ComputedRef<number>
  isHeld: Ref<boolean>
  hold: () => void
  release: () => void
} {
  const held = shallowRef<readonly BoardLine[] | null>(null)
  const isHeld = ref(false)
  const gone = shallowRef<ReadonlySet<BoardLine>>(new Set())
  let timer: ReturnType<typeof setTimeout> | undefined
  const leaving = new Map<BoardLine, ReturnType<typeof setTimeout>>()
  const order = computed(() => steadyOrder(held.value, wanted(), gone.value))
  function forget(): void {
    for (const one of leaving.values()) clearTimeout(one)
    leaving.clear()
    gone.value = new Set()
  }
  function release(): void {
    clearTimeout(timer)
    forget()
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
  // a row that left and came back stays; one that is gone for good goes, and those under it move up then
  watch(wanted, (now) => {
    if (held.value === null) return
    const belongs = new Set(now)
    for (const line of held.value) {
      if (typeof line === 'string') continue
      if (belongs.has(line)) {
        clearTimeout(leaving.get(line))
        leaving.delete(line)
      } else if (!leaving.has(line))
        leaving.set(
          line,
          setTimeout(() => {
            gone.value = new Set([...gone.value, line])
          }, goneMs),
        )
    }
  })
  onScopeDispose(() => {
    clearTimeout(timer)
    forget()
  })
  return {
    lines: computed(() => order.value.lines),
    waiting: computed(() => order.value.waiting),
    isHeld,
    hold,
    release,
  }
}
