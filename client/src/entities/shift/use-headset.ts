import { onBeforeUnmount, onMounted, provide, ref, type InjectionKey, type Ref } from 'vue'
import { useServices } from '../../services.ts'
import type { Headset } from '../../softphone/headset/headset.ts'
import type { Hid, HidDevice } from '../../softphone/headset/hid-types.ts'

export interface HeadsetLink {
  /** Of the headset that is linked; null when there is none. */
  name: Ref<string | null>
  /** Asks the person to choose one; within a gesture. False when none was chosen or it has no buttons. */
  connect: () => Promise<boolean>
}
export const headsetKey: InjectionKey<HeadsetLink> = Symbol('headset')

const isHid = (value: unknown): value is Hid =>
  typeof value === 'object' && value !== null && 'requestDevice' in value && 'getDevices' in value

/** Links a headset that was allowed before, and offers the link to the shift dialog, where the browser has WebHID. */
export function useHeadset(answer: (callId: string) => void): void {
  const hid: unknown = Reflect.get(navigator, 'hid')
  if (!isHid(hid)) return
  const { phone } = useServices()
  const name = ref<string | null>(null)
  let headset: Headset | undefined
  let unbind: (() => void) | undefined

  async function link(devices: readonly HidDevice[]): Promise<boolean> {
    if (devices.length === 0) return false
    const [{ openHidHeadset }, { bindHeadset }] = await Promise.all([
      import('../../softphone/headset/hid-headset.ts'),
      import('../../softphone/headset/bind-headset.ts'),
    ])
    const opened = await openHidHeadset(devices).catch(() => undefined)
    if (!opened) return false
    await unlink()
    headset = opened
    unbind = bindHeadset(opened, phone, answer)
    name.value = opened.name
    return true
  }
  async function unlink(): Promise<void> {
    unbind?.()
    await headset?.close()
    headset = undefined
    name.value = null
  }
  onMounted(async () => void (await link(await hid.getDevices().catch(() => []))))
  onBeforeUnmount(() => void unlink())
  provide(headsetKey, {
    name,
    // 0x0B: the telephony page, HID Usage Tables 1.5
    connect: async () => link(await hid.requestDevice({ filters: [{ usagePage: 0x0b }] }).catch(() => [])),
  })
}
