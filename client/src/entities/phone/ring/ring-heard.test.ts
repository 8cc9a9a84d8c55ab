import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { samplePhoneCall } from '../../../testing/fake-phone.ts'
import { all, click, mountInApp, one } from '../../../testing/mount.ts'
import PhoneStrip from '../PhoneStrip.vue'

beforeEach(() => sessionStorage.clear())
afterEach(() => {
  vi.unstubAllGlobals()
  Reflect.deleteProperty(window, 'documentPictureInPicture')
})

describe('a ring', () => {
  test('that cannot be heard raises an alarm, and one click wakes the sound', async () => {
    const page = await mountInApp(PhoneStrip, { props: { always: true } })
    page.phone.show({ calls: [samplePhoneCall()], ringtone: 'unheard' })
    await flushPromises()
    expect(all('alert').map((alert) => alert.textContent)).toContainEqual(
      expect.stringContaining('не даёт звонку звучать'),
    )
    await click(one('button', 'Включить звук'))
    expect(page.phone.asked).toContain('prepareAudio')
  })

  test('tells a person at another window, and a hostile name stays text', async () => {
    const shown: [string, NotificationOptions][] = []
    class FakeNotification extends EventTarget {
      static permission = 'granted'
      constructor(title: string, options: NotificationOptions) {
        super()
        shown.push([title, options])
      }
      close(): void {}
    }
    vi.stubGlobal('Notification', FakeNotification)
    vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    const hostile = '<img src=x onerror="window.broken=1">'
    const page = await mountInApp(PhoneStrip, { props: { always: true } })
    page.phone.show({ calls: [samplePhoneCall({ remoteName: hostile })] })
    await flushPromises()
    expect(shown).toEqual([
      ['Звонит +7 3452 00-12-03', { body: hostile, tag: 'vakhta-ring', requireInteraction: true }],
    ])
    expect(document.title).toContain('☎ Звонит +7 3452 00-12-03')
    page.phone.show({ calls: [] })
    await flushPromises()
    expect(document.title).not.toContain('☎')
    expect(document.querySelector('img')).toBeNull()
    expect('broken' in window).toBe(false)
  })
})

describe('the mini phone', () => {
  test('is offered only where the browser has such windows', async () => {
    await mountInApp(PhoneStrip, { props: { always: true } })
    expect(all('button', 'Мини-телефон')).toEqual([])
  })

  test('shows the ring on top of other windows, answers and hangs up', async () => {
    const body = document.createElement('div')
    document.body.append(body)
    const mini = Object.assign(new EventTarget(), {
      document: {
        title: '',
        documentElement: document.createElement('html'),
        head: document.createElement('div'),
        body,
      },
      close: vi.fn<() => void>(),
    })
    Object.assign(window, { documentPictureInPicture: { requestWindow: () => Promise.resolve(mini) } })
    const page = await mountInApp(PhoneStrip, { props: { always: true } })
    await click(one('button', 'Мини-телефон'))
    await flushPromises()
    expect(body.textContent).toContain('Звонков нет')
    page.phone.show({ calls: [samplePhoneCall()] })
    await flushPromises()
    expect(body.textContent).toContain('+7 3452 00-12-03')
    body.querySelector('button')?.click()
    await flushPromises()
    expect(page.phone.asked).toContain('answer c1')
    mini.dispatchEvent(new Event('pagehide'))
    await flushPromises()
    expect(body.textContent).toBe('')
    body.remove()
  })
})
