import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createFakeDevices } from '../../testing/fake-devices.ts'
import { all, click, mountInApp, one } from '../../testing/mount.ts'
import ShiftButton from './ShiftButton.vue'
import { keepShift } from './shift-memory.ts'

const refused = (): Promise<MediaStream> => Promise.reject(new DOMException('no', 'NotAllowedError'))
const withMicrophone = (getUserMedia: () => Promise<MediaStream>): void =>
  void Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia } })

/** What the tests need of a browser's sound; happy-dom has none. */
class QuietContext extends EventTarget {
  state = 'running'
  destination = {}
  setSinkId = (): Promise<void> => Promise.resolve()
  resume = (): Promise<void> => Promise.resolve()
  close = (): Promise<void> => Promise.resolve()
  createMediaStreamSource = () => ({ connect: () => undefined })
  createAnalyser = () => ({
    fftSize: 8,
    getFloatTimeDomainData: (samples: Float32Array) => samples.fill(0.3),
  })
  createGain = () => ({
    gain: { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined },
    connect: () => undefined,
  })
  createOscillator = () => {
    const oscillator = Object.assign(new EventTarget(), {
      frequency: { value: 0 },
      connect: (next: object) => next,
      start: () => undefined,
      stop: () => queueMicrotask(() => oscillator.dispatchEvent(new Event('ended'))),
    })
    return oscillator
  }
}
const stream = { getTracks: () => [{ stop: () => undefined }] } as unknown as MediaStream

beforeEach(() => {
  localStorage.clear()
  vi.stubGlobal('AudioContext', QuietContext)
  vi.stubGlobal('Notification', { requestPermission: () => Promise.resolve('granted') })
  withMicrophone(() => Promise.resolve(stream))
})
afterEach(() => void vi.unstubAllGlobals())

const over = (): Promise<void> =>
  vi.waitFor(() => expect(one('button', 'К работе').hasAttribute('disabled')).toBe(false))

describe('start of the shift', () => {
  test('one click runs all tests, and the start is remembered', async () => {
    const { wrapper, phone } = await mountInApp(ShiftButton)
    await click(one('button', 'Начать смену'))
    await over()
    expect(phone.asked).toContain('prepareAudio')
    expect(wrapper.emitted('start')).toHaveLength(1)
    expect(one('status').textContent).toContain('Всё в порядке')
    expect(document.body.textContent).toMatch(/Связь с АТС\s*в порядке\s*20 мс/)
    await click(one('button', 'К работе'))
    expect(one('button', /^Смена с \d\d:\d\d/)).toBeTruthy()
  })

  test('a refused microphone says what to do, and the button remembers it', async () => {
    withMicrophone(refused)
    await mountInApp(ShiftButton)
    await click(one('button', 'Начать смену'))
    await over()
    expect(one('alert').textContent).toContain('разрешите микрофон')
    expect(one('status').textContent).toContain('Не всё в порядке')
    await click(one('button', 'К работе'))
    await click(one('button', /есть неполадки/))
    withMicrophone(() => Promise.resolve(stream))
    await over()
    await click(one('button', 'Проверить ещё раз'))
    await vi.waitFor(() => expect(all('alert')).toEqual([]))
    await over()
  })

  test('what only a person can tell, a person can deny', async () => {
    await mountInApp(ShiftButton)
    await click(one('button', 'Начать смену'))
    await over()
    await click(one('button', 'Звонка не слышно'))
    expect(one('alert').textContent).toContain('Прибавьте громкость')
  })

  test('refused notifications and a chosen device that is away are failures of their own', async () => {
    vi.stubGlobal('Notification', { requestPermission: () => Promise.resolve('denied') })
    const devices = createFakeDevices()
    devices.choose('ring', 'Колонка')
    await mountInApp(ShiftButton, { devices })
    await click(one('button', 'Начать смену'))
    await over()
    const advice = all('alert').map((alert) => alert.textContent)
    expect(advice.join()).toMatch(/не подключено.*Уведомления запрещены/s)
  })

  test('the shift of another person, or of yesterday, is not this one', async () => {
    keepShift({ userId: 99, at: new Date().toISOString(), isSound: true })
    await mountInApp(ShiftButton)
    expect(one('button', 'Начать смену')).toBeTruthy()
    keepShift({ userId: 1, at: '2020-01-01T00:00:00.000Z', isSound: true })
    await mountInApp(ShiftButton)
    expect(all('button', 'Начать смену').length).toBeGreaterThan(0)
  })

  test('devices are chosen by label; one that is unplugged stays chosen', async () => {
    const devices = createFakeDevices([
      { id: 'm1', label: 'Гарнитура', kind: 'input' },
      { id: 's1', label: 'Гарнитура', kind: 'output' },
      { id: 's2', label: 'Колонка', kind: 'output' },
    ])
    await mountInApp(ShiftButton, { devices })
    await click(one('button', 'Начать смену'))
    await over()
    const field = document.querySelectorAll('select')[2]
    if (!field) throw new Error('no choice of the ring device')
    expect([...field.options].map((option) => option.textContent)).toEqual([
      'Как в системе',
      'Гарнитура',
      'Колонка',
    ])
    field.value = 'Колонка'
    field.dispatchEvent(new Event('change'))
    await flushPromises()
    expect(await devices.idFor('ring')).toBe('s2')
    devices.plug([])
    await flushPromises()
    expect(field.value).toBe('Колонка')
    expect(document.body.textContent).toContain('Сейчас не подключено')
    expect(await devices.idFor('ring')).toBeUndefined()
  })
})
