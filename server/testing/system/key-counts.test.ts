import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { goOnLine, signIn } from '#server/testing/browser/desk-pages.ts'
import { createHand, type Hand } from '#server/testing/browser/hand.ts'
import { startDemo, type DemoProduct } from '#server/testing/product/demo-product.ts'
import { people } from '#server/testing/worlds/world.ts'
import { fetchCredentials } from '#sip/caller/fetch-credentials.ts'
import { call } from '#sip/caller/node-caller.ts'

/** Known to one flat of the demo company; nothing of it is open before the first flow. */
const neighbour = '+73452000002'
const inGas = '+73452000005'

/**
 * What happens ten times a day, played with the keyboard alone, and its keys counted: letters that say something (the
 * text, a name, what is searched for in the palette) apart. The call page's numbers are never trusted: «номер
 * подтверждён» is one key more than a caller through the trunk needs, and counts.
 */
describe('keys of a flow', () => {
  const counted: { flow: string; keys: number; letters: number; limit: number }[] = []
  let product: DemoProduct
  let browser: Browser
  let operator: BrowserPage
  let colleague: BrowserPage

  beforeAll(async () => {
    ;[product, browser] = await Promise.all([startDemo(), openBrowser()])
    operator = await browser.newPage()
    operator.setDefaultTimeout(20_000)
    await signIn(operator, { origin: product.origin, ...people.operator, path: '/console' })
    await goOnLine(operator)
    colleague = await browser.newPage()
    await signIn(colleague, { origin: product.origin, ...people.dispatcher, path: '/board' })
  })
  afterAll(async () => {
    process.stdout.write(tableOf(counted))
    await browser?.close()
    await product?.stop()
  })

  /** Plays it and counts: by how many keys it goes beyond its limit. A flow more is one `it` more. */
  async function tooMany(
    name: string,
    limit: number,
    play: (hand: Hand) => Promise<void>,
    page = operator,
  ): Promise<number> {
    const hand = createHand(page)
    await play(hand)
    const { keys, letters } = hand.counts()
    counted.push({ flow: name, keys, letters, limit })
    return Math.max(0, keys - limit)
  }
  const card = () => operator.getByRole('region', { name: 'Карточка звонка' })

  /** A caller is answered, `play` deals with him, and he hangs up. */
  async function talk(hand: Hand, number: string, play: () => Promise<void>): Promise<void> {
    const credentials = await fetchCredentials(product.origin, { name: '', number })
    const ringing = await call({ credentials, speech: { toneHz: 440 } })
    try {
      await operator.getByRole('button', { name: 'Ответить' }).waitFor()
      await hand.press('F2')
      await operator.getByRole('button', { name: 'Завершить' }).waitFor()
      await card().getByText('Номер не подтверждён').waitFor()
      await hand.press('Alt+L')
      await card().getByText('Номер не подтверждён').waitFor({ state: 'detached' })
      await play()
    } finally {
      await ringing.stop()
    }
  }
  const problem = () => operator.getByRole('combobox', { name: 'Что случилось' })
  async function chooseProblem(hand: Hand, letters: string, name: RegExp): Promise<void> {
    await hand.reach(problem())
    await hand.press(...letters.split(''))
    await operator.getByRole('option', { selected: true, name }).waitFor()
    await hand.press('Enter')
  }

  it('a caller is handed over to a colleague who was asked first, with what was written', async () => {
    const second = await browser.newPage()
    await signIn(second, {
      origin: product.origin,
      login: 'operator2',
      password: people.operator.password,
      path: '/console',
    })
    const hand = createHand(operator)
    await talk(hand, '+73452000006', async () => {
      await hand.reach(operator.getByLabel('Текст заявки'))
      await hand.say('Течёт стояк')
      await operator.getByText('Сохранено', { exact: true }).waitFor()
      await goOnLine(second)
      const before = hand.counts()
      await hand.press('F7')
      await operator.getByRole('option', { name: /Марина Сафина/ }).waitFor()
      await hand.say('саф')
      await operator.getByRole('option', { name: /Марина Сафина/, selected: true }).waitFor()
      await hand.press('Enter')
      await second.getByRole('button', { name: 'Ответить' }).waitFor()
      await second.keyboard.press('F2')
      await operator.getByRole('button', { name: 'Соединить' }).waitFor()
      await hand.press('F7')
      await operator.getByText('Звонок переведён').first().waitFor()
      const after = hand.counts()
      const [keys, letters] = [after.keys - before.keys, after.letters - before.letters]
      counted.push({ flow: 'warm transfer', keys, letters, limit: 4 })
      expect([keys, letters]).toEqual([3, 3])
      await second.getByRole('button', { name: 'Завершить' }).waitFor()
      await expect.poll(() => second.getByLabel('Текст заявки').inputValue()).toBe('Течёт стояк')
      await second.keyboard.press('F4')
    })
    await second.context().close()
  })

  it('a known caller with an emergency', async () => {
    expect(
      await tooMany('known caller with an emergency', 12, async (hand) => {
        await talk(hand, neighbour, async () => {
          // a number of a trunk has brought its flat already
          if ((await operator.getByRole('combobox', { name: 'Адрес' }).inputValue()) === '')
            await hand.press('Control+Alt+1')
          await chooseProblem(hand, 'пр', /Прорыв или течь стояка/)
          await hand.reach(operator.getByLabel('Текст заявки'))
          await hand.say('течёт по стене в ванной')
          await hand.press('Control+Enter')
          await operator.getByRole('region', { name: 'Заявка зарегистрирована' }).waitFor()
        })
        await operator.keyboard.press('Escape')
      }),
    ).toBe(0)
  })

  it('a repeated caller', async () => {
    expect(
      await tooMany('repeated caller', 3, async (hand) => {
        await talk(hand, neighbour, async () => {
          await card()
            .getByRole('button', { name: /^Присоединить/ })
            .first()
            .waitFor()
          await hand.press('Alt+J')
          await operator
            .getByText(/Звонок присоединён/)
            .first()
            .waitFor()
        })
        await operator.keyboard.press('Escape')
      }),
    ).toBe(0)
  })

  it('a known outage', async () => {
    await shutDownTheHouse()
    expect(
      await tooMany('known outage', 3, async (hand) => {
        await talk(hand, '+73452000003', async () => {
          await operator
            .getByRole('region', { name: 'Отключения по адресу звонящего' })
            .getByRole('link')
            .first()
            .waitFor()
          await hand.press('Control+B')
          await operator.getByRole('heading', { name: /Сообщено об отключении/ }).waitFor()
        })
        await operator.keyboard.press('Escape')
      }),
    ).toBe(0)
  })

  it('a smell of gas until it is handed over', async () => {
    expect(
      await tooMany('gas until hand-over', 14, async (hand) => {
        await talk(hand, inGas, async () => {
          await chooseProblem(hand, 'газ', /газ/i)
          const script = operator.getByRole('dialog', { name: 'Запах газа' })
          await script.waitFor()
          await hand.reach(script.getByLabel('Имя или должность принявшего'))
          await hand.say('Петрова')
          await hand.press('Enter')
          await script.waitFor({ state: 'detached' })
        })
      }),
    ).toBe(0)
  })

  it('a break', async () => {
    expect(
      await tooMany('break', 2, async (hand) => {
        // somebody is left on the line: else a break asks first
        await colleague.goto(`${product.origin}/console`)
        await goOnLine(colleague)
        await hand.press('Alt+Q')
        const dialog = operator.getByRole('dialog')
        // «Закрыть», «Готов», then the reasons
        await dialog.getByRole('button').nth(2).waitFor()
        await hand.press('1')
        await dialog.waitFor({ state: 'detached' })
      }),
    ).toBe(0)
  })

  const palette = () => colleague.getByRole('dialog', { name: 'Найти или сделать' })
  it.each([
    ['a page', 'отключ', /\/shutdowns$/, /Отключения/],
    ['a page, the keyboard in the other layout', 'ljcr', /\/board$/, /Доска/],
    ['an address', 'мельник', /\/houses\/\d+$/, /Мельникайте/],
    ['an address, the keyboard in the other layout', 'vtkmybr', /\/houses\/\d+$/, /Мельникайте/],
  ])('%s by the palette', async (name, letters, url, found) => {
    expect(
      await tooMany(
        `palette: ${name}`,
        2,
        async (hand) => {
          await hand.press('Control+K')
          await palette().waitFor()
          await hand.say(letters)
          const typedAt = Date.now()
          await palette().getByRole('option', { name: found }).first().waitFor()
          process.stdout.write(`palette: ${name} found ${Date.now() - typedAt} ms after the last letter\n`)
          await hand.press('Enter')
          await colleague.waitForURL(url)
        },
        colleague,
      ),
    ).toBe(0)
  })

  it('a dispatcher takes a task by the palette alone, with the reason that the move owes', async () => {
    await colleague.goto(`${product.origin}/board`)
    const row = colleague.locator('[data-task]').first()
    await row.waitFor()
    const number = /\d\d-\d{6}/.exec((await row.textContent()) ?? '')?.[0] ?? ''
    expect(
      await tooMany(
        'palette: a task is deferred',
        3,
        async (hand) => {
          await hand.press('Control+K')
          await palette().waitFor()
          await hand.say(`отложить ${number.slice(-4)}`)
          await palette()
            .getByRole('option', { name: /Отложить: № / })
            .first()
            .waitFor()
          await hand.press('Enter')
          await colleague.getByRole('dialog').getByLabel('Причина').waitFor()
          await hand.say('нет доступа')
          await hand.press('Enter')
          const toast = colleague.getByText(`Заявка № ${number}: Отложена`)
          await toast.waitFor()
          // it stands under the page, over no button of it
          const [page, notice] = await Promise.all([
            colleague.locator('main').boundingBox(),
            toast.boundingBox(),
          ])
          expect(notice?.y).toBeGreaterThanOrEqual((page?.y ?? 0) + (page?.height ?? 0))
        },
        colleague,
      ),
    ).toBe(0)
  })

  /** A dispatcher's word, given before the call: cold water is off where the neighbours live. */
  async function shutDownTheHouse(): Promise<void> {
    const { request } = colleague
    const get = async (address: string) => (await request.get(`${product.origin}${address}`)).json()
    const { csrf } = await get('/api/me')
    const { hits } = await get(`/api/addresses?search=${encodeURIComponent('республики')}`)
    const { residents } = await get(`/api/residents?search=${encodeURIComponent('73452000003')}`)
    const { houseId } = hits.find(({ text }: { text: string }) =>
      residents[0]?.address.startsWith(`${text},`),
    )
    const made = await request.post(`${product.origin}/api/shutdowns`, {
      headers: { 'x-csrf-token': csrf, origin: product.origin },
      data: {
        key: crypto.randomUUID(),
        suggestionId: null,
        taskIds: [],
        fields: {
          kind: 'emergency',
          services: ['hotWater'],
          cause: 'прорыв',
          text: '',
          organisationId: null,
          responsible: '',
          startsAt: new Date().toISOString(),
          plannedEnd: null,
          houses: [{ houseId, via: 'house', entrances: null }],
        },
      },
    })
    expect(made.status(), await made.text()).toBe(200)
  }
})

function tableOf(rows: readonly { flow: string; keys: number; letters: number; limit: number }[]): string {
  const width = Math.max(...rows.map(({ flow }) => flow.length), 4)
  const line = (flow: string, ...cells: (string | number)[]): string =>
    `${flow.padEnd(width)}  ${cells.map((cell) => String(cell).padStart(7)).join('')}\n`
  return [line('flow', 'keys', 'limit', 'letters')]
    .concat(rows.map(({ flow, keys, limit, letters }) => line(flow, keys, limit, letters)))
    .join('')
}
