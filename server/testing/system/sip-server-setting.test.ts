import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, type Browser } from '#server/testing/browser/browser.ts'
import { goOnLine, listeningPage, signIn } from '#server/testing/browser/desk-pages.ts'
import { asteriskWorld } from '#server/testing/worlds/asterisk-world.ts'
import { people, type World } from '#server/testing/worlds/world.ts'

/** The setting of the seed document: softphones go where the administrator says, without a reload. */
let browser: Browser
let world: World

beforeAll(async () => {
  browser = await openBrowser()
  world = await asteriskWorld(browser)
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

it('a changed SIP server is registered at by open consoles without a reload', async () => {
  const { origin } = world
  const operator = await listeningPage(browser)
  const sockets: string[] = []
  operator.on('websocket', (socket) => sockets.push(socket.url()))
  await signIn(operator, { origin, ...people.operator, path: '/console' })
  await goOnLine(operator)
  const ours = `${origin.replace('http', 'ws')}/ws`
  expect(sockets).toContain(ours)
  await operator.evaluate('window.wasNotReloaded = true')

  const admin = await listeningPage(browser)
  await signIn(admin, { origin, ...people.admin, path: '/settings' })
  await admin.getByLabel('SIP-сервер').fill(world.sipServer)
  const again = operator.waitForEvent('websocket', (socket) => socket.url() === world.sipServer)
  await admin.getByRole('button', { name: 'Сохранить' }).click()
  await again
  await goOnLine(operator)
  expect(await operator.evaluate('window.wasNotReloaded')).toBe(true)

  // the phone that registered there is the one that rings
  const call = await world.call()
  await operator.getByRole('button', { name: 'Ответить' }).click()
  await operator.getByRole('button', { name: 'Завершить' }).waitFor()
  await operator.getByRole('button', { name: 'Завершить' }).click()
  await call.ended()
})

it('an address that is none is refused in words, and nothing changes', async () => {
  const { origin } = world
  const admin = await listeningPage(browser)
  await signIn(admin, { origin, ...people.admin, path: '/settings' })
  const field = admin.getByLabel('SIP-сервер')
  await field.fill('sip.example.ru')
  await admin.getByRole('button', { name: 'Сохранить' }).click()
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true')
  await admin.reload()
  await expect.poll(() => admin.getByLabel('SIP-сервер').inputValue()).toBe(world.sipServer)
})
