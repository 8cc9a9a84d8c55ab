/**
 * `npm run demo:walk`: the main job as a person would try it after `npm start`, done in a headless Chromium: a resident
 * calls from the browser, an operator answers and registers, dispatcher and supervisor watch it happen. Leaves a
 * picture of each step in ./walk.
 *
 *   --out FOLDER    where the pictures go
 *   --docs          pictures for the guide (npm run docs:screenshots): no numbers in names, into docs/screenshots
 *   --server URL    a running Vakhta with the demo company; otherwise one is started on a folder of its own
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openBrowser, type BrowserPage } from '#server/testing/browser.ts'
import { goOnLine, listeningPage, registerTask, signIn, soundOf } from '#server/testing/desk-pages.ts'
import { startProduct, until } from '#server/testing/product.ts'
import { demoUsers } from './demo/users.ts'

const { values } = parseArgs({
  options: { out: { type: 'string' }, docs: { type: 'boolean', default: false }, server: { type: 'string' } },
})
const out = path.resolve(values.out ?? (values.docs ? 'docs/screenshots' : 'walk'))
let steps = 0

async function picture(page: BrowserPage, name: string, what: string): Promise<void> {
  steps += 1
  const file = path.join(out, `${values.docs ? '' : `${String(steps).padStart(2, '0')}-`}${name}.png`)
  await page.screenshot({ path: file })
  process.stdout.write(`${String(steps).padStart(2)}. ${what}\n    ${path.relative(process.cwd(), file)}\n`)
}

const person = (login: string): { login: string; password: string } => {
  const found = demoUsers.find((user) => user.login === login)
  if (!found) throw new Error(`there is no demo user ${login}`)
  return found
}

async function walk(origin: string): Promise<void> {
  const browser = await openBrowser()
  try {
    const operator = await listeningPage(browser)
    await operator.goto(origin)
    await operator.getByLabel('Логин').waitFor()
    await picture(operator, 'sign-in', 'Вход')
    await signIn(operator, { origin, ...person('operator1'), path: '/console' })
    await goOnLine(operator)
    await picture(operator, 'console-idle', 'Оператор на линии')
    await operator.keyboard.press('F1')
    await operator.getByRole('dialog', { name: 'Сочетания клавиш' }).waitFor()
    await picture(operator, 'keys', 'Клавиши рабочего места')
    await operator.keyboard.press('Escape')

    const board = await listeningPage(browser)
    await signIn(board, { origin, ...person('dispatcher1'), path: '/board' })
    await board.getByRole('row').nth(1).waitFor()
    await picture(board, 'board', 'Доска диспетчера')

    const resident = await listeningPage(browser, { width: 420, height: 768 })
    await resident.goto(`${origin}/call`)
    await resident.getByLabel('Ваш номер телефона').fill('+73452000012')
    await resident.getByRole('button', { name: 'Позвонить' }).click()
    await operator.getByRole('button', { name: 'Ответить' }).waitFor()
    await operator.getByRole('region', { name: 'Карточка звонка' }).getByText('О доме').waitFor()
    await picture(resident, 'resident', 'Житель звонит из браузера')
    await picture(operator, 'console-ringing', 'Звонок у оператора, карточка звонящего уже открыта')
    await board.getByRole('region', { name: 'Звонят сейчас' }).getByRole('listitem').first().waitFor()
    await picture(board, 'ringing-board', 'Тот же звонок на доске')

    await operator.getByRole('button', { name: 'Ответить' }).click()
    const before = await soundOf(operator)
    await until(
      async () => (await soundOf(operator)).heard > before.heard,
      20_000,
      'the operator hears the resident',
    )
    await picture(operator, 'console-call', 'Разговор: оператор слышит жителя')
    const number = await registerTask(operator, {
      address: 'республики',
      problem: 'стояк',
      text: 'Прорвало трубу в подвале, топит первый подъезд.',
    })
    await picture(operator, 'console-registered', `Заявка ${number} зарегистрирована, звонок ещё идёт`)
    await board.getByRole('row').filter({ hasText: number }).waitFor()
    await picture(board, 'task-on-board', `Заявка ${number} на доске`)

    await resident.getByRole('button', { name: 'Завершить' }).click()
    const log = await listeningPage(browser)
    await signIn(log, { origin, ...person('supervisor'), path: '/log' })
    await log.getByRole('row').nth(1).waitFor()
    await picture(log, 'log', 'Звонок в журнале')

    await operator.keyboard.press('Alt+G')
    await operator.keyboard.press('Alt+3')
    const missed = operator.getByRole('table', { name: 'Пропущенные звонки' })
    await missed.getByRole('row').nth(1).waitFor()
    await operator.keyboard.press('Alt+C')
    await missed.getByText('перезваниваете вы').waitFor()
    await picture(operator, 'missed', 'Пропущенный звонок, который взял оператор')
    await operator.keyboard.press('Alt+C')
    await missed.getByText('никто').first().waitFor()

    await operator.keyboard.press('Alt+1')
    await operator.context().setOffline(true)
    await operator.getByText('Связь потеряна').waitFor()
    await picture(operator, 'server-lost', 'Связи с сервером нет: страница говорит об этом')
    await operator.context().setOffline(false)
  } finally {
    await browser.close()
  }
}

await mkdir(out, { recursive: true })
if (values.server !== undefined) await walk(new URL(values.server).origin)
else {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'vakhta-walk-'))
  const product = await startProduct({ env: { DATA_DIR: dataDir } })
  try {
    await walk(product.origin)
  } finally {
    await product.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
process.stdout.write(`Готово: ${steps} снимков в ${path.relative(process.cwd(), out) || '.'}\n`)
