import { flushPromises } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { defaultSettings } from '#contracts/settings.ts'
import type { Role } from '#contracts/permission.ts'
import { useSettingsStore } from '../../entities/settings/store.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { click, mountInApp, one, type, type Answers } from '../../testing/mount.ts'
import Page from './Page.vue'

const mountSettings = (answers: Answers = {}, role: Role = 'admin') =>
  mountInApp(Page, {
    path: '/settings',
    role,
    answers: { getSettings: () => ({ settings: defaultSettings, version: 1 }), ...answers },
    before: () => useSettingsStore().take(defaultSettings, 1),
  })

describe('settings page', () => {
  test('only what was changed is sent, with the version that was read', async () => {
    const page = await mountSettings({
      changeSettings: () => ({ settings: { ...defaultSettings, sip_server: 'wss://a/ws' }, version: 2 }),
    })
    expect(one('button', 'Сохранить изменения').hasAttribute('disabled')).toBe(true)
    await type(one('textbox', 'SIP-сервер'), 'wss://a/ws')
    expect(one('status', 'Изменено 1 поле')).toBeTruthy()
    await page.press('s', { code: 'KeyS', ctrlKey: true })
    expect(page.asked.at(-1)).toEqual({
      name: 'changeSettings',
      request: { body: { version: 1, changes: { sip_server: 'wss://a/ws' } } },
    })
    expect(one('status', 'Изменений нет')).toBeTruthy()
  })

  test('a wrong value is explained at its field and not sent', async () => {
    const page = await mountSettings()
    await type(one('textbox', 'SIP-сервер'), 'pbx')
    await click(one('button', 'Сохранить изменения'))
    expect(one('alert').textContent).toBe('Адрес начинается с ws:// или wss://.')
    expect(document.activeElement).toBe(one('textbox', 'SIP-сервер'))
    expect(page.asked.some((ask) => ask.name === 'changeSettings')).toBe(false)
  })

  test('the flag of common numbers by groups is locked until there are groups', async () => {
    await mountSettings()
    const flag = one('switch', 'Общая нумерация внутри группы')
    expect(flag).toHaveProperty('disabled', true)
    expect(document.body.textContent).toContain('Сначала включите нумерацию по группам')
    const groups = one('switch', 'Нумерация по группам документов')
    await click(groups)
    expect(one('switch', 'Общая нумерация внутри группы')).toHaveProperty('disabled', false)
  })

  test('somebody else saved meanwhile: my value stays, the clash is named, saving goes on top', async () => {
    const theirs = { ...defaultSettings, city: 'Омск', phone: '051' }
    let version = 1
    const page = await mountSettings({
      getSettings: () => ({ settings: version === 1 ? defaultSettings : theirs, version }),
      changeSettings: ({ body }) => {
        if ((body as { version: number }).version !== version) throw new ApiError('conflict', 409)
        return { settings: { ...theirs, city: 'Тобольск' }, version: version + 1 }
      },
    })
    await type(one('textbox', 'Город'), 'Тобольск')
    version = 2
    await click(one('button', 'Сохранить изменения'))
    expect(one('alert').textContent).toContain('кто-то изменил: Город')
    expect(one('textbox', 'Город')).toHaveProperty('value', 'Тобольск')
    expect(one('textbox', 'Телефон поддержки')).toHaveProperty('value', '051')
    await click(one('button', 'Сохранить изменения'))
    expect(page.asked.at(-1)?.request.body).toEqual({ version: 2, changes: { city: 'Тобольск' } })
  })

  test('a live change by somebody else shows at once where I changed nothing', async () => {
    await mountSettings()
    useSettingsStore().take({ ...defaultSettings, name: 'Новое имя' }, 2)
    await flushPromises()
    expect(one('textbox', 'Название')).toHaveProperty('value', 'Новое имя')
  })

  test('who may only look finds the fields locked', async () => {
    await mountSettings({}, 'supervisor')
    expect(document.body.textContent).toContain('Менять настройки может администратор')
    expect(one('textbox', 'Название').closest('fieldset')).toHaveProperty('disabled', true)
  })
})
