import type { Browser } from '#server/testing/browser/browser.ts'
import { listeningPage, soundOf } from '#server/testing/browser/desk-pages.ts'
import { startDemo } from '#server/testing/product/demo-product.ts'
import { until } from '#server/testing/product/product.ts'
import { resident, type World } from './world.ts'

/** The product as it comes, with the embedded PBX; the caller is the resident's page (JsSIP) with a spoken sample. */
export const embeddedWorld = async (browser: Browser, env: Record<string, string> = {}): Promise<World> => {
  const product = await startDemo(env)
  return {
    origin: product.origin,
    get knex() {
      return product.knex
    },
    ledger: { file: product.ledgerFile, source: 'embedded' },
    sipServer: `${product.origin.replace('http', 'ws')}/ws`,
    async call() {
      const page = await listeningPage(browser)
      await page.goto(`${product.origin}/call`)
      await page.getByLabel('Ваш номер телефона').fill(resident.number)
      await page.getByRole('button', { name: 'Позвонить' }).click()
      return {
        hearsTheOperator: async () => {
          const before = await soundOf(page)
          await until(
            async () => {
              const now = await soundOf(page)
              return now.heard > before.heard + 0.0005 && now.packetsIn > before.packetsIn + 50
            },
            20_000,
            'the resident hears the operator',
          )
        },
        hangUp: () => page.getByRole('button', { name: 'Завершить' }).click(),
        ended: () => page.getByRole('button', { name: 'Позвонить' }).waitFor(),
        // the embedded PBX has no audio path of its own: it records nothing (ADR 0005)
        checkRecording: async () => {},
      }
    },
    close: () => product.stop(),
  }
}
