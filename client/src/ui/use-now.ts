import { getCurrentScope, onScopeDispose, ref, type Ref } from 'vue'

const now = ref(Date.now())
let users = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The present moment in ms, one tick a second for the whole page; the clock runs only while somebody looks at it. */
export function useNow(): Readonly<Ref<number>> {
  if (getCurrentScope() === undefined) return now
  users += 1
  if (timer === undefined) {
    now.value = Date.now()
    timer = setInterval(() => {
      now.value = Date.now()
    }, 1000)
  }
  onScopeDispose(() => {
    users -= 1
    if (users > 0) return
    clearInterval(timer)
    timer = undefined
  })
  return now
}
