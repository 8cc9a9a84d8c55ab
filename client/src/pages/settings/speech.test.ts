import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { defaultSettings } from '#contracts/settings.ts'
import { useSettingsStore } from '../../entities/settings/store.ts'
import { click, mountInApp, one, type, type Answers } from '../../testing/mount.ts'
import Page from './Page.vue'
import { isInstalled, speechState } from './speech.ts'

const both = {
  installed: { rhvoice: ['Anna' as const, 'Elena' as const], espeak: true },
  current: 'rhvoice:Anna',
  spoken: 25,
  total: 25,
}
const mountSettings = (answers: Answers = {}) =>
  mountInApp(Page, {
    path: '/settings',
    role: 'admin',
    answers: {
      getSettings: () => ({ settings: defaultSettings, version: 1 }),
      getSpeech: () => both,
      getMusic: () => ({ music: { seconds: 61, name: null } }),
      ...answers,
    },
    before: () => useSettingsStore().take(defaultSettings, 1),
  })
afterEach(() => void vi.restoreAllMocks())

describe('voice of announcements', () => {
  test('says who speaks and how far the texts are spoken in it', async () => {
    let spoken = 3
    await mountSettings({ getSpeech: () => ({ ...both, spoken }) })
    expect(one('status', 'Говорит RHVoice, Anna. Озвучено заново 3 из 25.')).toBeTruthy()
    expect(document.querySelector('progress')?.value).toBe(3)
    spoken = 25
    useSettingsStore().take(defaultSettings, 2)
    await flushPromises()
    expect(one('status', 'Говорит RHVoice, Anna. Озвучены все тексты: 25.')).toBeTruthy()
    expect(document.querySelector('progress')).toBeNull()
  })

  test('is heard before it is used', async () => {
    const page = await mountSettings()
    const ask = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('sound', { status: 200 }))
    vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:1')
    vi.spyOn(URL, 'revokeObjectURL').mockReturnValue()
    const voices = document.querySelectorAll('select')[1]
    if (voices === undefined) throw new Error('no voices')
    voices.value = 'Elena'
    voices.dispatchEvent(new Event('change'))
    await type(one('textbox', 'Текст для пробы'), 'Нет воды')
    await click(one('button', 'Прослушать'))
    await flushPromises()
    const [address, init] = ask.mock.calls[0] ?? []
    expect(address).toBe('/api/speech/sample')
    expect(init?.body).toBe(JSON.stringify({ engine: 'auto', voice: 'Elena', text: 'Нет воды' }))
    expect(document.querySelector('audio[aria-label="Проба голоса"]')?.getAttribute('src')).toBe('blob:1')
    expect(page.asked.some(({ name }) => name === 'changeSettings')).toBe(false)
  })

  test.each([
    ['auto', 'Anna', true],
    ['auto', 'Irina', false],
    ['rhvoice', 'Irina', false],
    ['espeak', 'Irina', true],
  ] as const)('%s, %s: can be heard here: %s', (speech_engine, speech_voice, can) => {
    expect(isInstalled(both, { ...defaultSettings, speech_engine, speech_voice })).toBe(can)
  })

  test('no engine at all is said plainly', () => {
    expect(speechState({ ...both, current: null })).toMatchObject({ key: 'setting.speechNone', isBad: true })
  })
})

describe('music in the queue', () => {
  test('is sent, and a refusal says what is needed', async () => {
    let name: string | null = null
    await mountSettings({ getMusic: () => ({ music: { seconds: 61, name } }) })
    const sent = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('{}'))
    const choose = async (): Promise<void> => {
      const field = document.querySelector<HTMLInputElement>('input[type=file]')
      if (field === null) throw new Error('no field')
      Object.defineProperty(field, 'files', { value: [new File(['x'], 'вальс.wav')], configurable: true })
      field.dispatchEvent(new Event('change'))
      await flushPromises()
    }
    name = 'вальс.wav'
    await choose()
    expect(sent.mock.calls[0]?.[0]).toBe(`/api/music/sound?name=${encodeURIComponent('вальс.wav')}`)
    expect(document.body.textContent).toContain('«вальс.wav», 61 с')
    const refusal = JSON.stringify({ code: 'badInput', requestId: '1' })
    sent.mockImplementation(async () => new Response(refusal, { status: 400 }))
    await choose()
    expect(one('alert').textContent).toContain('Нужен WAV 16 бит')
  })

  test('is not shown where the PBX plays none', async () => {
    await mountSettings({ getMusic: () => ({ music: null }) })
    expect(document.body.textContent).not.toContain('Музыка в очереди')
  })
})
