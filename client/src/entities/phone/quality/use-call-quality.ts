import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue'
import { useServices } from '../../../services.ts'
import type { LiveQuality } from '../../../softphone/quality/quality-meter.ts'
import { createQualityWatch } from './quality-watch.ts'
import { sendReport } from './send-report.ts'

const lookEveryMs = 2_000
const wait = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000))

/** How each talk sounds now, by the phone's call id; what was measured is reported when the talk ends. */
export function useCallQuality(): Readonly<ShallowRef<ReadonlyMap<string, LiveQuality>>> {
  const { api, phone } = useServices()
  const known = shallowRef<ReadonlyMap<string, LiveQuality>>(new Map())
  const watch = createQualityWatch(
    phone,
    (id, quality) => void sendReport(api, id, quality, wait),
    () => new Date(),
  )
  let timer: ReturnType<typeof setInterval> | undefined
  const look = async (): Promise<void> => {
    known.value = await watch.look()
  }
  onMounted(() => {
    timer = setInterval(() => void look(), lookEveryMs)
  })
  onBeforeUnmount(() => clearInterval(timer))
  return known
}
