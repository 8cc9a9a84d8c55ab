/**
 * `npm run demo:walk`: the main job as a person would try it after `npm start`, done in a headless Chromium: a resident
 * calls from the browser, an operator answers and registers, dispatcher and supervisor watch it happen. Leaves a
 * picture of each step in ./walk.
 *
 *   --out FOLDER    where the pictures go
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
  options: { out: { type: 'string', default: 'walk' }, server: { type: 'string' } },
})
const out = path.resolve(values.out)
let steps = 0

async function picture(page: BrowserPage, name: string, what: string): Promise<void> {
  steps += 1
  const file = path.join(out, `${String(steps).padStart(2, '0')}-${name}.png`)
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
    await picture(operator, 'on-line', 'Оператор на линии')

    const board = await listeningPage(browser)
    await signIn(board, { origin, ...person('dispatcher1'), path: '/board' })
    await board.getByRole('row').nth(1).waitFor()
    await picture(board, 'board', 'Доска диспетчера')

    const resident = await listeningPage(browser, { width: 420, height: 768 })
    await resident.goto(`${origin}/call`)
    await resident.getByLabel('Ваш номер телефона').fill('+73452000012')
    await resident.getByRole('button', { name: 'Позвонить' }).click()
    await operator.getByRole('button', { name: 'Ответить' }).waitFor()
    await picture(resident, 'resident', 'Житель звонит из браузера')
    await picture(operator, 'ringing', 'Звонок у оператора, карточка звонящего уже открыта')
    await board.getByRole('region', { name: 'Звонят сейчас' }).getByRole('listitem').first().waitFor()
    await picture(board, 'ringing-board', 'Тот же звонок на доске')

    await operator.getByRole('button', { name: 'Ответить' }).click()
    const before = await soundOf(operator)
    await until(
      async () => (await soundOf(operator)).heard > before.heard,
      20_000,
      'the operator hears the resident',
    )
    await picture(operator, 'talking', 'Разговор: оператор слышит жителя')
    const number = await registerTask(operator, {
      address: 'республики',
      problem: 'стояк',
      text: 'Прорвало трубу в подвале, топит первый подъезд.',
    })
    await picture(operator, 'registered', `Заявка ${number} зарегистрирована, звонок ещё идёт`)
    await board.getByRole('row').filter({ hasText: number }).waitFor()
    await picture(board, 'task-on-board', `Заявка ${number} на доске`)

    await resident.getByRole('button', { name: 'Завершить' }).click()
    const log = await listeningPage(browser)
    await signIn(log, { origin, ...person('supervisor'), path: '/log' })
    await log.getByRole('row').nth(1).waitFor()
    await picture(log, 'log', 'Звонок в журнале')
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
