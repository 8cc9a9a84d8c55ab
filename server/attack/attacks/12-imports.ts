import { setTimeout as pause } from 'node:timers/promises'
import { strToU8, zipSync } from 'fflate'
import { z } from 'zod'
import type { Import } from '#contracts/import.ts'
import type { Desk } from '#server/bench/burst/people/desk.ts'
import type { Attack } from '../attack.ts'

const lines = 199_000
const withinMs = 35_000

/** The largest register that the limits allow, in houses that the demo company has. */
async function register({ session }: Desk): Promise<Buffer> {
  const answer = await fetch(`${session.origin}/api/export/residents?format=csv`, {
    headers: { cookie: session.cookie },
  })
  const houses = [
    ...new Set(
      (await answer.text())
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(';').slice(1, 3).join(';'))
        .filter((place) => place.includes(';')),
    ),
  ]
  const rows = Array.from({ length: lines }, (_, n) => {
    const flat = 1_000 + Math.floor(n / 2 / houses.length)
    const name = Math.floor(n / houses.length) % 2 === 0 ? 'Ким Анна' : 'Ким Пётр'
    return `${houses[n % houses.length]};${flat};${name};8922${String(n).padStart(7, '0')}`
  })
  return Buffer.from(`Улица;Дом;Квартира;ФИО;Телефон\n${rows.join('\n')}\n`)
}

/** Elements within elements, six million deep: 18 kB zipped. */
function deepWorkbook(): Buffer {
  const parts = {
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8('<a>'.repeat(6_000_000)),
  }
  return Buffer.from(zipSync(parts, { level: 9 }))
}

/** The building of a file holds this process: a connection that the product closed meanwhile must be seen as closed. */
async function send({ session }: Desk, name: string, file: Buffer): Promise<number> {
  await pause(200)
  const answer = await fetch(`${session.origin}/api/imports?name=${name}`, {
    method: 'POST',
    headers: {
      origin: session.origin,
      cookie: session.cookie,
      'x-csrf-token': session.csrf,
      'content-type': 'application/octet-stream',
    },
    body: new Uint8Array(file),
  })
  return z.object({ id: z.number() }).parse(await answer.json()).id
}

/** A legal register of 199,000 lines and a workbook of 18 kB that unfolds: neither may take the process's memory. */
export const imports: Attack = {
  number: '12',
  title: 'imports that take the memory',
  peakRss: 512,
  async run(target) {
    const desk = await target.signIn('supervisor')
    const large = await register(desk)
    const ids = [await send(desk, 'deep.xlsx', deepWorkbook()), await send(desk, 'large.csv', large)]
    const deadline = performance.now() + withinMs
    let found: Import[] = []
    do {
      await pause(500)
      found = await Promise.all(ids.map((id) => desk.ask('getImport', { params: { id } })))
    } while (found.some(({ state }) => state === 'checking') && performance.now() < deadline)
    const [deep, whole] = found
    const seconds = (performance.now() - deadline + withinMs) / 1000
    return {
      isHeld: deep?.state === 'failed' && (whole?.state === 'checking' || whole?.counts.good === lines),
      figures: `deep workbook ${deep?.state} (${deep?.error}), register ${whole?.state} with ${whole?.counts.good} good lines in ${seconds.toFixed(0)} s`,
    }
  },
}
