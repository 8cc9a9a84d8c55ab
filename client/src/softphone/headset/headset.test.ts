import { describe, expect, test, vi } from 'vitest'
import { createFakePhone, samplePhoneCall } from '../../testing/fake-phone.ts'
import { bindHeadset } from './bind-headset.ts'
import { openHidHeadset } from './hid-headset.ts'
import type { HidCollection, HidDevice, HidInputEvent } from './hid-types.ts'

const bits = (usages: number[], isAbsolute = true) => ({
  usages,
  isAbsolute,
  isRange: false,
  isArray: false,
  reportSize: 1,
  reportCount: usages.length,
})
const padding = (count: number) => ({ usages: [], reportSize: 1, reportCount: count })

/** A headset as many are: hook in the second bit of report 2, mute (relative) in the next byte, lamps in report 5. */
const usual: HidCollection[] = [
  {
    usagePage: 0x0c,
    usage: 1,
    inputReports: [{ reportId: 1, items: [bits([0x0c00e9, 0x0c00ea]), padding(6)] }],
  },
  {
    usagePage: 0x0b,
    usage: 5,
    inputReports: [
      { reportId: 2, items: [bits([0x0b0021, 0x0b0020]), padding(6), bits([0x0b002f], false), padding(7)] },
    ],
    outputReports: [{ reportId: 5, items: [bits([0x080017, 0x080009, 0x080018]), padding(5)] }],
  },
]

function fakeDevice(collections: HidCollection[]) {
  const listeners = new Set<(event: HidInputEvent) => void>()
  const sent: { id: number; bytes: number[] }[] = []
  const device: HidDevice & { opened: boolean } = {
    opened: false,
    productName: 'Гарнитура',
    collections,
    open: () => {
      device.opened = true
      return Promise.resolve()
    },
    close: () => {
      device.opened = false
      return Promise.resolve()
    },
    sendReport: (id, data) => {
      if (data instanceof Uint8Array) sent.push({ id, bytes: [...data] })
      return Promise.resolve()
    },
    addEventListener: (_type, listener) => void listeners.add(listener),
    removeEventListener: (_type, listener) => void listeners.delete(listener),
  }
  return {
    device,
    sent,
    press: (reportId: number, ...bytes: number[]): void => {
      const data = new DataView(new Uint8Array(bytes).buffer)
      for (const listener of listeners) listener({ reportId, data })
    },
  }
}

async function bound(collections = usual) {
  const fake = fakeDevice(collections)
  const headset = await openHidHeadset([fake.device])
  if (!headset) throw new Error('not a headset')
  const phone = createFakePhone()
  const answer = vi.fn<(id: string) => void>()
  bindHeadset(headset, phone, answer)
  return { ...fake, headset, phone, answer }
}
const talk = samplePhoneCall({ state: 'talking' })

describe('headset by the HID telephony page', () => {
  test('off the hook answers, on the hook hangs up', async () => {
    const { phone, answer, press } = await bound()
    phone.show({ calls: [samplePhoneCall()] })
    press(2, 0b10, 0)
    expect(answer).toHaveBeenCalledWith('c1')
    phone.show({ calls: [talk] })
    press(2, 0b00, 0)
    expect(phone.asked).toEqual(['hangUp c1'])
  })

  test('the mute button mutes and unmutes; the release does nothing', async () => {
    const { phone, press } = await bound()
    phone.show({ calls: [talk] })
    press(2, 0b10, 1)
    press(2, 0b10, 0)
    phone.show({ calls: [{ ...talk, muted: true }] })
    press(2, 0b10, 1)
    expect(phone.asked).toEqual(['mute c1', 'unmute c1'])
  })

  test('lamps follow the phone, each change once', async () => {
    const { phone, sent } = await bound()
    phone.show({ calls: [samplePhoneCall()] })
    phone.show({ calls: [talk] })
    phone.show({ calls: [talk] })
    phone.show({ calls: [{ ...talk, muted: true }] })
    phone.show({ calls: [] })
    expect(sent).toEqual([0b000, 0b100, 0b001, 0b011, 0b000].map((byte) => ({ id: 5, bytes: [byte] })))
  })

  test('a call answered with the mouse is hung up by the button', async () => {
    const { phone, press } = await bound()
    phone.show({ calls: [talk] })
    // The headset took the hook off by itself when its lamp went on.
    press(2, 0b10, 0)
    press(2, 0b00, 0)
    expect(phone.asked).toEqual(['hangUp c1'])
  })

  test('buttons of other pages and a device without a hook are left alone', async () => {
    const { phone, press, answer } = await bound()
    phone.show({ calls: [samplePhoneCall()] })
    press(1, 0b11, 0b11)
    expect(answer).not.toHaveBeenCalled()
    expect(await openHidHeadset([fakeDevice(usual.slice(0, 1)).device])).toBeUndefined()
  })

  test('a short report of a broken device does no harm', async () => {
    const { phone, press } = await bound()
    phone.show({ calls: [talk] })
    press(2)
    press(2, 0b10)
    expect(phone.asked).toEqual([])
  })
})
