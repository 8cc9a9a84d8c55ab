import { expect, test } from 'vitest'
import { ApiError } from '../../realtime/api-error.ts'
import { all, click, mountInApp, one, type } from '../../testing/mount.ts'
import SignInForm from './SignInForm.vue'

const mountForm = (signIn: (login: string, password: string) => Promise<void>) =>
  mountInApp(SignInForm, { props: { signIn }, role: null, path: '/sign-in' })
const submit = async (): Promise<void> => {
  one('button', 'Войти')
    .closest('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }))
  await click(document.body)
}

test('an empty field is named and gets the focus; the server is not asked', async () => {
  let asked = 0
  await mountForm(() => Promise.resolve(void (asked += 1)))
  await submit()
  expect(all('alert').map((alert) => alert.textContent)).toEqual(['Введите логин.', 'Введите пароль.'])
  expect(document.activeElement).toBe(one('textbox', 'Логин'))
  expect(asked).toBe(0)
})

test('a wrong password is told in plain words and the login stays', async () => {
  await mountForm(() => Promise.reject(new ApiError('wrongPassword', 401)))
  await type(one('textbox', 'Логин'), ' operator1 ')
  await type(one('textbox', 'Пароль'), 'x')
  await submit()
  expect(one('alert').textContent).toContain('Неверный логин или пароль.')
  expect(one('textbox', 'Логин')).toHaveProperty('value', ' operator1 ')
})

test('too many attempts tell how long to wait, in the right plural', async () => {
  await mountForm(() => Promise.reject(new ApiError('tooMany', 429, null, 22)))
  await type(one('textbox', 'Логин'), 'a')
  await type(one('textbox', 'Пароль'), 'b')
  await submit()
  expect(one('alert').textContent).toContain('Подождите 22 секунды.')
})

test('Caps Lock is told while the password is typed', async () => {
  await mountForm(() => Promise.resolve())
  const press = new KeyboardEvent('keydown', { key: 'A', bubbles: true })
  Object.defineProperty(press, 'getModifierState', { value: () => true })
  one('textbox', 'Пароль').dispatchEvent(press)
  await click(document.body)
  expect(all('status').map((status) => status.textContent)).toContain('Включён Caps Lock')
})

test('gives login and password to whoever signs in', async () => {
  const given: string[] = []
  await mountForm((login, password) => Promise.resolve(void given.push(login, password)))
  await type(one('textbox', 'Логин'), ' operator1 ')
  await type(one('textbox', 'Пароль'), ' p ')
  await submit()
  expect(given).toEqual(['operator1', ' p '])
})
