import type { Browser } from '#server/testing/browser/browser.ts'
import {
  confirmNumber,
  goOnLine,
  listeningPage,
  registerTask,
  signIn,
  soundOf,
} from '#server/testing/browser/desk-pages.ts'
import { until } from '#server/testing/product/product.ts'
import type { Album } from './album.ts'

/** A resident calls from the browser, an operator answers and registers, dispatcher and supervisor watch it happen. */
export async function walkMainJob(browser: Browser, origin: string, album: Album): Promise<void> {
  const operator = await listeningPage(browser)
  await operator.goto(origin)
  await operator.getByLabel('Логин').waitFor()
  await album.picture(operator, 'sign-in', 'Вход')
  await signIn(operator, { origin, ...album.person('operator1'), path: '/console' })
  await goOnLine(operator)
  await album.picture(operator, 'console-idle', 'Оператор на линии')
  await operator.keyboard.press('F1')
  await operator.getByRole('dialog', { name: 'Сочетания клавиш' }).waitFor()
  await album.picture(operator, 'keys', 'Клавиши рабочего места')
  await operator.keyboard.press('Escape')

  const board = await listeningPage(browser)
  await signIn(board, { origin, ...album.person('dispatcher1'), path: '/board' })
  await board.getByRole('row').nth(1).waitFor()
  await album.picture(board, 'board', 'Доска диспетчера')
  await album.deuteranopia(
    board,
    'board-deuteranopia',
    'Доска глазами, которые не различают красное и зелёное',
  )
  const wall = await listeningPage(browser, { width: 1920, height: 1080 })
  await signIn(wall, { origin, ...album.person('viewer'), path: '/board' })
  await wall.goto(`${origin}/wall`)
  await wall.getByRole('listitem').first().waitFor()
  await album.picture(wall, 'wall', 'Экран на стене диспетчерской')
  await wall.setViewportSize({ width: 1080, height: 1920 })
  await album.picture(wall, 'wall-portrait', 'Экран на стене, поставленный вертикально')
  await wall.context().close()

  const resident = await listeningPage(browser, { width: 420, height: 768 })
  await resident.goto(`${origin}/call`)
  await resident.getByLabel('Ваш номер телефона').fill('+73452000012')
  await resident.getByRole('button', { name: 'Позвонить' }).click()
  await operator.getByRole('button', { name: 'Ответить' }).waitFor()
  const card = operator.getByRole('region', { name: 'Карточка звонка' })
  await card.getByText('Номер не подтверждён').waitFor()
  await album.picture(resident, 'resident', 'Житель звонит из браузера')
  await album.picture(operator, 'console-ringing', 'Звонок у оператора, карточка звонящего уже открыта')
  await board.getByRole('region', { name: 'Звонят сейчас' }).getByRole('listitem').first().waitFor()
  await album.picture(board, 'ringing-board', 'Тот же звонок на доске')

  await operator.getByRole('button', { name: 'Ответить' }).click()
  const before = await soundOf(operator)
  await until(
    async () => (await soundOf(operator)).heard > before.heard,
    20_000,
    'the operator hears the resident',
  )
  await confirmNumber(operator)
  await card.getByText('О доме').waitFor()
  await album.picture(operator, 'console-call', 'Разговор: оператор слышит жителя')
  const number = await registerTask(operator, {
    address: 'республики',
    problem: 'стояк',
    text: 'Прорвало трубу в подвале, топит первый подъезд.',
  })
  await album.picture(operator, 'console-registered', `Заявка ${number} зарегистрирована, звонок ещё идёт`)
  await board.getByRole('row').filter({ hasText: number }).waitFor()
  await album.picture(board, 'task-on-board', `Заявка ${number} на доске`)

  await resident.getByRole('button', { name: 'Завершить' }).click()
  const log = await listeningPage(browser)
  await signIn(log, { origin, ...album.person('supervisor'), path: '/log' })
  await log.getByRole('row').nth(1).waitFor()
  await album.picture(log, 'log', 'Звонок в журнале')

  await operator.keyboard.press('Alt+G')
  await operator.keyboard.press('Alt+3')
  const missed = operator.getByRole('table', { name: 'Пропущенные звонки' })
  await missed.getByRole('row').nth(1).waitFor()
  await operator.keyboard.press('Alt+M')
  await missed.getByText('перезваниваете вы').waitFor()
  await album.picture(operator, 'missed', 'Пропущенный звонок, который взял оператор')
  await operator.keyboard.press('Alt+M')
  await missed.getByText('никто').first().waitFor()

  await operator.keyboard.press('Alt+1')
  await operator.context().setOffline(true)
  await operator.getByText('Связь потеряна').waitFor()
  await album.picture(operator, 'server-lost', 'Связи с сервером нет: страница говорит об этом')
  await operator.context().setOffline(false)
  await operator.context().close()
  await board.context().close()
  await log.context().close()
}
