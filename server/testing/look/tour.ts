import type { Browser, BrowserPage } from '#server/testing/browser/browser.ts'
import {
  confirmNumber,
  goOnLine,
  listeningPage,
  registerTask,
  signIn,
} from '#server/testing/browser/desk-pages.ts'
import { people, type World } from '#server/testing/worlds/world.ts'

/** One page in one state, as somebody has it before him. */
export interface Sight {
  name: string
  /** What is to be seen, for people. */
  what: string
  page: BrowserPage
  /** The button without which nobody could go on: in sight at every width. */
  needs?: string
}

/** What the page asked for is there: also after it became wide enough to show more. */
export async function settled(page: BrowserPage): Promise<void> {
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
  await page
    .getByText(/^(Загружаю|Читаю)/)
    .first()
    .waitFor({ state: 'detached' })
}

/**
 * Every page and its main states, in the demo company: what is checked for faults and barriers, compared with the
 * layout in docs/look, and pictured there. Whoever walks the tour may change size and theme of the page.
 */
export async function* tour(browser: Browser, world: World): AsyncGenerator<Sight> {
  yield* operatorsDay(browser, world)
  yield* chiefsPages(browser, world.origin)
}

/** Its first half, after which nothing changes any more. */
export async function* operatorsDay(browser: Browser, world: World): AsyncGenerator<Sight> {
  const page = await listeningPage(browser)
  const sight = (name: string, what: string): Sight => ({ name, what, page })
  await page.goto(world.origin)
  await page.getByLabel('Логин').waitFor()
  yield sight('sign-in', 'Sign in')
  await signIn(page, { origin: world.origin, ...people.operator, path: '/console' })
  await goOnLine(page)
  yield sight('console-idle', 'Console without a call')
  await page.keyboard.press('F1')
  await page.getByRole('dialog', { name: 'Сочетания клавиш' }).waitFor()
  yield sight('keys', 'Keys')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').pressSequentially('респ 8')
  await page
    .getByRole('option', { name: /Республики, 8/ })
    .first()
    .waitFor()
  yield sight('palette', 'Found or done by typing')
  await page.keyboard.press('Escape')

  const call = await world.call()
  await page.getByRole('button', { name: 'Ответить' }).waitFor()
  await page.getByText('Номер не подтверждён').waitFor()
  yield { ...sight('console-ringing', 'A resident calls'), needs: 'Ответить' }
  await page.keyboard.press('F2')
  await page.getByRole('button', { name: 'Завершить' }).waitFor()
  await confirmNumber(page)
  await page.getByRole('button', { name: /Республики, 8, кв\. 1/ }).click()
  await page.getByText('О доме').waitFor()
  await page.getByText('Сохранено', { exact: true }).waitFor()
  yield { ...sight('console-call', 'A talk with a resident of a known flat'), needs: 'Завершить' }
  await page.keyboard.press('Alt+X')
  await page.getByRole('dialog').waitFor()
  yield sight('console-discard', 'A draft is discarded')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await registerTask(page, { address: 'республики', problem: 'стояк', text: 'Прорвало трубу в подвале.' })
  yield sight('console-registered', 'Registered: the number is dictated')
  // how it sounded is sent a moment after the end; the log shows it
  const isReported = page.waitForResponse((answer) => answer.url().endsWith('/quality'))
  await page.keyboard.press('F4')
  await call.ended()
  await isReported

  await page.goto(`${world.origin}/console`)
  await page.getByRole('button', { name: /без звонка/ }).click()
  await page.getByLabel('Текст заявки').fill('Пахнет газом в подъезде')
  await page.getByRole('dialog').waitFor()
  yield sight('danger-gas', 'Danger script')
  await page.goto(`${world.origin}/missed`)
  await page.getByRole('row').nth(1).waitFor()
  yield sight('missed', 'Missed calls')
  await page.context().close()
}

const read = { method: 'GET' } as const
/** An id of something that the demo company has. */
const firstId = (page: BrowserPage, path: string, list: string): Promise<number | string> =>
  page.evaluate(
    async ([url, key, init]) => {
      const answer = (await (await fetch(url, init)).json()) as Record<string, { id: number | string }[]>
      return answer[key]?.[0]?.id ?? 0
    },
    [path, list, read] as const,
  )

/** Its second half, or each `of`th of its pages from `first` on: several may be walked at once. */
export async function* chiefsPages(
  browser: Browser,
  origin: string,
  { first, of } = { first: 0, of: 1 },
): AsyncGenerator<Sight> {
  const page = await listeningPage(browser)
  await signIn(page, { origin, ...people.admin, path: '/board' })
  const task = await firstId(page, '/api/tasks?limit=1', 'tasks')
  const shutdown = await firstId(page, '/api/shutdowns?limit=1', 'shutdowns')
  const call = await firstId(page, '/api/calls?limit=1', 'calls')
  const pages: [name: string, path: string, what: string][] = [
    ['board', '/board', 'Task board'],
    ['board-task', `/board?task=${task}`, 'A task beside the board'],
    ['lines', '/lines', 'Lines, queues, and where a call would go'],
    ['shutdowns', '/shutdowns', 'Shutdowns'],
    ['shutdown', `/shutdowns?id=${shutdown}`, 'A shutdown: terms, houses, who called'],
    ['shutdown-form', '/shutdowns/new', 'A new shutdown'],
    ['shutdown-change', `/shutdowns/${shutdown}/change`, 'A shutdown is changed'],
    ['shutdown-notice', `/shutdowns/${shutdown}/notice`, 'Notice for the entrance'],
    ['shutdown-daily', '/shutdowns/daily', 'Shutdowns of a day'],
    ['shutdown-hours', '/shutdowns/hours', 'Hours without a service'],
    ['log', '/log', 'Call log'],
    ['log-call', `/log?call=${encodeURIComponent(call)}`, 'A call of the log'],
    ['directory', '/directory', 'Housing directory'],
    ['directory-search', '/directory?search=респ 8 кв 12', 'Search of the directory'],
    ['directory-workers', '/directory?kind=workers', 'Workers'],
    ['house', '/houses/1', 'A house'],
    ['flat', '/flats/1', 'A flat'],
    ['person', '/people/1', 'A resident'],
    ['rules', '/rules', 'Classifier and deadlines'],
    ['rule', '/rules?entry=1', 'One rule'],
    ['consents', '/consents', 'Consents to calls by a machine'],
    ['import', '/import', 'Import of residents'],
    ['trunks', '/trunks', 'Telephone providers'],
    ['companies', '/companies', 'Companies that are served'],
    ['settings', '/settings', 'Settings'],
    ['not-found', '/nowhere', 'No such page'],
  ]
  for (const [name, path, what] of pages.filter((_, n) => n % of === first)) {
    await page.goto(origin + path)
    await page.locator('#content h1').first().waitFor({ state: 'attached' })
    await page.waitForLoadState('networkidle')
    await settled(page)
    yield { name, what, page }
  }
  await page.context().close()
}
