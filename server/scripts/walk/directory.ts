import type { Browser } from '#server/testing/browser/browser.ts'
import { listeningPage, signIn } from '#server/testing/browser/desk-pages.ts'
import type { Album } from './album.ts'

/** The directory behind the card: search as people speak, house, flat, rules, import, settings. */
export async function walkDirectory(browser: Browser, origin: string, album: Album): Promise<void> {
  const page = await listeningPage(browser)
  await signIn(page, { origin, ...album.person('admin'), path: '/directory' })
  await page.getByRole('heading', { name: 'Справочник домов' }).waitFor()
  await page.keyboard.press('F3')
  await page.keyboard.type('респ 8 кв 12', { delay: 20 })
  await page.getByText('ул. Республики, 8, кв. 12').first().waitFor()
  await album.picture(page, 'directory', 'Справочник: адрес, как его говорят')
  await page.getByText('ул. Республики, 8, кв. 12').first().click()
  await page.getByText('Поквартирная карточка').waitFor()
  await album.picture(page, 'flat', 'Квартира: карточка, телефоны, что здесь было')
  await page.getByRole('link', { name: 'ул. Республики, 8', exact: true }).click()
  await page.getByText('Подъезд 1').first().waitFor()
  await album.picture(page, 'house', 'Дом: подъезды, откуда питается, квартиры')
  await page.goto(`${origin}/rules`)
  await page.getByRole('row').nth(1).waitFor()
  await album.picture(page, 'rules', 'Классификатор и сроки с основаниями')
  await page.goto(`${origin}/import`)
  const register = [
    'Улица;Дом;Квартира;ФИО;Отношение;Зарегистрирован с;Телефон',
    'Республики;8;1;Новосёлова Анна Петровна;собственник;01.03.2026;8 922 000-77-01',
    'Республики;8;2;Гостев Иван Ильич;член семьи;32.03.2026;',
    'Небывалая;5;1;Некто Иван Иванович;собственник;;',
  ].join('\r\n')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'жители.csv', mimeType: 'text/csv', buffer: Buffer.from(register) })
  await page.getByRole('table', { name: 'Строки с ошибками' }).waitFor()
  await album.picture(page, 'import', 'Загрузка жителей: что изменится и какие строки с ошибками')
  await page.goto(`${origin}/settings`)
  await page.getByLabel('Микрорайоны и ЦТП в аварийных отключениях').waitFor()
  await album.picture(page, 'settings', 'Настройки')
  await page.context().close()
}
