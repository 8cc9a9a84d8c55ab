import type { Headset, HeadsetState } from './headset.ts'
import { findUsage, readBit, writeBit, type UsageBit } from './hid-bits.ts'
import type { HidDevice, HidInputEvent } from './hid-types.ts'

// HID Usage Tables 1.5: telephony page (0x0B), sections 14.1–14.2; LED page (0x08), section 11.
const hookSwitch = 0x0b0020
const phoneMute = 0x0b002f
const led = { mute: 0x080009, offHook: 0x080017, ring: 0x080018 }

const isTelephone = (device: HidDevice): boolean =>
  findUsage(device.collections, 'inputReports', hookSwitch) !== undefined

/** The first of the devices that has a hook button; undefined when none has. */
export async function openHidHeadset(devices: readonly HidDevice[]): Promise<Headset | undefined> {
  const device = devices.find(isTelephone)
  if (!device) return undefined
  if (!device.opened) await device.open()
  return createHidHeadset(device)
}

/** Any headset that keeps to the USB-IF's telephony page, without the maker's own program. */
function createHidHeadset(device: HidDevice): Headset {
  const hook = findUsage(device.collections, 'inputReports', hookSwitch)
  const mute = findUsage(device.collections, 'inputReports', phoneMute)
  const lamps = (['mute', 'offHook', 'ring'] as const).flatMap((name) => {
    const place = findUsage(device.collections, 'outputReports', led[name])
    return place ? [{ name, place }] : []
  })
  const hookListeners: ((isOffHook: boolean) => void)[] = []
  const muteListeners: (() => void)[] = []
  let isOffHook = false
  let isMutePressed = false
  let shown = ''

  const onReport = ({ reportId, data }: HidInputEvent): void => {
    // A report shorter than the device's own description says nothing.
    if (hook?.reportId === reportId && data.byteLength >= hook.bytes) {
      const now = readBit(data, hook)
      // An absolute hook tells its position; a relative one each press.
      const changed = hook.isAbsolute ? now !== isOffHook : now
      if (changed) {
        isOffHook = hook.isAbsolute ? now : !isOffHook
        for (const listener of hookListeners) listener(isOffHook)
      }
    }
    if (mute?.reportId === reportId && data.byteLength >= mute.bytes) {
      const now = readBit(data, mute)
      if (now && !isMutePressed) for (const listener of muteListeners) listener()
      isMutePressed = now
    }
  }
  device.addEventListener('inputreport', onReport)

  const send = async (lit: Record<(typeof lamps)[number]['name'], boolean>): Promise<void> => {
    const reports = new Map<number, Uint8Array<ArrayBuffer>>()
    const reportOf = ({ reportId, bytes }: UsageBit): Uint8Array<ArrayBuffer> => {
      const known = reports.get(reportId) ?? new Uint8Array(bytes)
      reports.set(reportId, known)
      return known
    }
    for (const { name, place } of lamps) writeBit(reportOf(place), place, lit[name])
    for (const [id, data] of reports) await device.sendReport(id, data)
  }

  return {
    name: device.productName,
    onHook: (listener) => void hookListeners.push(listener),
    onMute: (listener) => void muteListeners.push(listener),
    show: async ({ isRinging, isTalking, isMuted }: HeadsetState) => {
      const lit = { ring: isRinging, offHook: isTalking, mute: isMuted && isTalking }
      const next = JSON.stringify(lit)
      if (next === shown) return
      shown = next
      // The headset follows the lamp: a call answered with the mouse is off-hook there too.
      isOffHook = isTalking
      await send(lit).catch(() => undefined)
    },
    close: async () => {
      device.removeEventListener('inputreport', onReport)
      await device.close().catch(() => undefined)
    },
  }
}
