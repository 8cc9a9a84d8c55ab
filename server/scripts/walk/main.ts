/**
 * `npm run demo:walk`: the main jobs as a person would try them after `npm start`, done in a headless Chromium: a call
 * becomes a task on the boards; a burst main becomes a shutdown of which callers are told; the directory behind both.
 * Leaves a picture of each step in ./walk.
 *
 *   --out FOLDER    where the pictures go
 *   --docs          pictures for the guides (npm run docs:screenshots): no numbers in names, into docs/screenshots; and
 *                   all that --look makes
 *   --look          every page in both themes and two sizes into docs/look, with its layout and the page of them all
 *   --mocks FOLDER  with --look: takes the pictures of the mocks anew, from there
 *   --wide          each picture also at 1920×1080
 *   --server URL    a running Vakhta with the demo company; otherwise one is started on a folder of its own
 *   --password …    of its people, as its start printed it
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openBrowser } from '#server/testing/browser/browser.ts'
import { startProduct } from '#server/testing/product/product.ts'
import { openAlbum } from './album.ts'
import { mockNames } from './look-page.ts'
import { copyMocks, walkLook } from './look.ts'
import { walkDirectory } from './directory.ts'
import { walkMainJob } from './main-job.ts'
import { walkShutdown } from './shutdown.ts'
import { demoPassword } from '#server/testing/people/demo-password.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    docs: { type: 'boolean', default: false },
    look: { type: 'boolean', default: false },
    mocks: { type: 'string' },
    wide: { type: 'boolean', default: false },
    server: { type: 'string' },
    password: { type: 'string', default: demoPassword },
  },
})
const out = path.resolve(values.out ?? (values.docs ? 'docs/screenshots' : 'walk'))
const album = openAlbum({
  folder: out,
  numbered: !values.docs,
  password: values.password,
  wide: values.wide,
})

async function walk(origin: string): Promise<void> {
  const browser = await openBrowser()
  try {
    await walkMainJob(browser, origin, album)
    await walkShutdown(browser, origin, album)
    await walkDirectory(browser, origin, album)
  } finally {
    await browser.close()
  }
}

async function takeLook(): Promise<void> {
  const browser = await openBrowser()
  try {
    if (values.mocks !== undefined) await copyMocks(browser, values.mocks, mockNames)
    await walkLook(browser)
  } finally {
    await browser.close()
  }
}

async function takeWalk(): Promise<void> {
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
  process.stdout.write(`Готово: ${album.pictures()} снимков в ${path.relative(process.cwd(), out) || '.'}\n`)
}

if (values.look || values.docs) await takeLook()
if (!values.look) await takeWalk()
