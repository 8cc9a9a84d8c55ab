import { flushPromises } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { samplePhoneCall } from '../../testing/fake-phone.ts'
import { all, click, mountInApp, one } from '../../testing/mount.ts'
import UserMenu from './UserMenu.vue'
import './SignOutDialog.vue'
import './UserSheet.vue'

test('to sign out in a talk asks first', async () => {
  const page = await mountInApp(UserMenu)
  page.phone.show({ calls: [samplePhoneCall({ state: 'talking' })] })
  await flushPromises()
  await click(one('button', 'Анна Ковалёва'))
  await click(await vi.waitFor(() => one('button', 'Выйти'), { timeout: 60_000 }))
  await vi.waitFor(() => one('button', 'Остаться'), { timeout: 60_000 })
  expect(document.body.textContent).toContain('разговор оборвётся')
  await click(one('button', 'Остаться'))
  expect(all('button', 'Остаться')).toEqual([])
})
