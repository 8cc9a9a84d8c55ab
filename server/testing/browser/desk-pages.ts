import type { Browser, BrowserPage } from './browser.ts'

/** Sound of a page so far, over all its peer connections: energies are WebRTC's totalAudioEnergy (unit-less, grows). */
export interface Sound {
  /** What came from the other side. */
  heard: number
  /** What the microphone gave. */
  said: number
  packetsIn: number
  packetsOut: number
}

/** A page that keeps its peer connections, so that a test can measure what is really heard. */
export async function listeningPage(
  browser: Browser,
  viewport?: { width: number; height: number },
): Promise<BrowserPage> {
  const page = await browser.newPage(viewport === undefined ? {} : { viewport })
  await page.addInitScript(`
    window.keptConnections = []
    window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
      construct(target, args) {
        const connection = new target(...args)
        window.keptConnections.push(connection)
        return connection
      },
    })
  `)
  return page
}

export async function soundOf(page: BrowserPage): Promise<Sound> {
  return page.evaluate(`(async () => {
    const sum = { heard: 0, said: 0, packetsIn: 0, packetsOut: 0 }
    for (const connection of window.keptConnections) {
      if (connection.connectionState === 'closed') continue
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type === 'inbound-rtp') {
          sum.heard += entry.totalAudioEnergy ?? 0
          sum.packetsIn += entry.packetsReceived
        } else if (entry.type === 'media-source') sum.said += entry.totalAudioEnergy ?? 0
        else if (entry.type === 'outbound-rtp') sum.packetsOut += entry.packetsSent
      }
    }
    return sum
  })()`)
}

/** Signs in through the page, as people do, and stands on the page of that path. */
export async function signIn(
  page: BrowserPage,
  options: { origin: string; login: string; password: string; path: string },
): Promise<void> {
  await page.goto(`${options.origin}${options.path}`)
  await page.getByLabel('Логин').fill(options.login)
  await page.getByLabel('Пароль', { exact: true }).fill(options.password)
  await page.getByRole('button', { name: 'Войти' }).click()
  await page.getByRole('navigation', { name: 'Разделы' }).waitFor()
}

/** The operator's softphone registers. */
export async function goOnLine(page: BrowserPage): Promise<void> {
  const phone = page.getByRole('region', { name: 'Телефон' })
  // signing in was a gesture, so the phone goes on line by itself; after a reload it may ask for one
  const turnOn = phone.getByRole('button', { name: 'Выйти на линию', disabled: false })
  const onLine = phone.getByText('На линии', { exact: true })
  await page.addLocatorHandler(turnOn, () => turnOn.click({ timeout: 1_000 }).catch(() => undefined))
  await onLine.waitFor()
  await page.removeLocatorHandler(turnOn)
}

/** The operator has asked: the number that a visitor of the call page typed is his. Only then the card says who it is. */
export async function confirmNumber(page: BrowserPage): Promise<void> {
  const card = page.getByRole('region', { name: 'Карточка звонка' })
  await card.getByText('Номер не подтверждён').waitFor()
  await card.getByRole('button', { name: /^Номер подтверждён/ }).click()
}

/** Fills the form of the open card and registers with the keyboard; answers the number shown. */
export async function registerTask(
  page: BrowserPage,
  task: { address: string; addressHit?: string; problem: string; text: string },
): Promise<string> {
  await page.keyboard.press('F3')
  await page.keyboard.type(task.address, { delay: 20 })
  await page
    .getByRole('option', task.addressHit === undefined ? {} : { name: task.addressHit })
    .first()
    .click()
  const problem = page.getByRole('combobox', { name: 'Что случилось' })
  await problem.click()
  await problem.pressSequentially(task.problem, { delay: 20 })
  await page.getByRole('option').first().click()
  await page.getByLabel('Текст заявки').fill(task.text)
  await page.keyboard.press('Control+Enter')
  const done = page.getByRole('region', { name: 'Заявка зарегистрирована' })
  await done.waitFor()
  const number = (await done.getByRole('status').textContent())?.trim()
  if (!number) throw new Error('no number was shown')
  return number
}
