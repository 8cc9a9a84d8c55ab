import readExcel from 'read-excel-file/node'
import writeExcel from 'write-excel-file/node'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it, test } from 'vitest'
import { guarded, unguarded } from '#domain/import/guard.ts'
import { guessDelimiter } from './read-csv.ts'
import type { TableRow } from '../table.ts'
import { readBytes } from './read-bytes.ts'
import { writeCsv } from './write-csv.ts'
import { writeXlsx } from './xlsx/write-xlsx.ts'

async function* each<T>(rows: readonly T[]): AsyncGenerator<T> {
  for (const row of rows) yield row
}
async function whole(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
async function readTable(file: Uint8Array): Promise<TableRow[]> {
  const rows: TableRow[] = []
  readBytes(file, (row) => rows.push(row))
  return rows
}
const cellsOf = async (file: Uint8Array): Promise<string[][]> =>
  (await readTable(file)).map(({ cells }) => cells)

const windows1251 = (text: string): Buffer =>
  Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.codePointAt(0) ?? 0
      return code >= 0x410 && code <= 0x44f ? code - 0x350 : code
    }),
  )

describe('CSV', () => {
  test.each([
    ['UTF-8 with its mark', Buffer.from('\u{feff}Улица;Дом\nЛенина;5')],
    ['UTF-8', Buffer.from('Улица;Дом\r\nЛенина;5\r\n')],
    ['Windows-1251', windows1251('Улица;Дом\r\nЛенина;5\r\n')],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Улица\tДом\nЛенина\t5', 'utf16le')])],
    ['commas and quotes', Buffer.from('"Улица",Дом\n"Ленина",5\n')],
  ])('%s', async (_, file) => {
    expect((await cellsOf(file)).slice(0, 2)).toEqual([
      ['Улица', 'Дом'],
      ['Ленина', '5'],
    ])
  })

  it('keeps lines, quotes and delimiters inside a cell, and counts rows as a spreadsheet does', async () => {
    const rows = await readTable(Buffer.from('a;b\n\n"две\nстроки; с ""кавычками""";3\n'))
    expect(rows.at(-1)).toEqual({ line: 3, cells: ['две\nстроки; с "кавычками"', '3'] })
  })

  it('takes commas within quotes for no delimiters', () => {
    expect(guessDelimiter('"а, б, в, г";"д, е"\n"а, б, в, г";"д, е"')).toBe(';')
  })

  it('is not swallowed by a quote that nobody closed', async () => {
    expect(await cellsOf(Buffer.from('Улица;Дом\n"Ленина;5\nМира;6\n'))).toEqual([
      ['Улица', 'Дом'],
      ['"Ленина', '5'],
      ['Мира', '6'],
    ])
  })

  it('refuses a picture', async () => {
    await expect(readTable(Buffer.from('89504e470d0a1a0a0000000d', 'hex'))).rejects.toMatchObject({
      code: 'notATable',
    })
  })
})

describe('XLSX', () => {
  it('reads what another program wrote: shared texts, numbers, days, gaps', async () => {
    const day = { value: new Date('2020-12-31'), type: Date, format: 'dd.mm.yyyy' }
    const sheet = [
      [{ value: 'Улица', type: String }, null, { value: 'Дата', type: String }],
      [{ value: 'Ленина', type: String }, { value: 79_220_000_001, type: Number }, day],
      [
        { value: 'Ленина', type: String },
        { value: true, type: Boolean },
        { value: 44.5, type: Number },
      ],
    ]
    const file = await writeExcel(sheet).toBuffer()
    expect(await cellsOf(file)).toEqual([
      ['Улица', '', 'Дата'],
      ['Ленина', '79220000001', '2020-12-31'],
      ['Ленина', 'да', '44.5'],
    ])
  })

  it('writes what another program reads', async () => {
    const rows = [
      ['ул. Республики', '=1+1', 'a<b>&"c"'],
      ['Фёдоров', '', '5'],
    ]
    const file = await whole(writeXlsx('Жители', ['Улица', 'Дом', 'Кв'], each(rows)))
    const [sheet] = await readExcel(file)
    expect(sheet?.sheet).toBe('Жители')
    expect(sheet?.data).toEqual([
      ['Улица', 'Дом', 'Кв'],
      ['ул. Республики', '=1+1', 'a<b>&"c"'],
      ['Фёдоров', null, '5'],
    ])
    expect(await cellsOf(file)).toEqual([['Улица', 'Дом', 'Кв'], ...rows])
  })

  it('refuses what unzips beyond the limit before it is unzipped', { tags: ['long'] }, async () => {
    const part = new Uint8Array(160_000_000)
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': part, 'xl/sharedStrings.xml': part }, { level: 1 })
    expect(bomb.length).toBeLessThan(20_000_000)
    await expect(readTable(bomb)).rejects.toMatchObject({ code: 'unzipsTooLarge' })
  })

  it('unzips no more than a part says it is, whatever is in it', { tags: ['long'] }, async () => {
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(200_000_000) }, { level: 1 })
    const directory = Buffer.from(bomb.buffer).indexOf(Buffer.from('504b0102', 'hex'))
    new DataView(bomb.buffer).setUint32(directory + 24, 1000, true)
    await expect(readTable(bomb)).rejects.toMatchObject({ code: 'notATable' })
  })

  it('does not multiply a shared text beyond the limit', async () => {
    const cells = '<c t="s"><v>0</v></c>'.repeat(200)
    const file = zipSync({
      'xl/workbook.xml': strToU8(
        '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/sharedStrings.xml': strToU8(`<sst><si><t>${'а'.repeat(5_000)}</t></si></sst>`),
      'xl/worksheets/sheet1.xml': strToU8(
        `<worksheet><sheetData>${`<row>${cells}</row>`.repeat(150)}</sheetData></worksheet>`,
      ),
    })
    expect(file.length).toBeLessThan(100_000)
    await expect(readTable(file)).rejects.toMatchObject({ code: 'unzipsTooLarge' })
  })

  const bookOf = (sheet: string): Uint8Array =>
    zipSync({
      'xl/workbook.xml': strToU8(
        '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': strToU8(sheet),
    })

  test.each([
    ['elements within elements', '<a>'.repeat(100)],
    ['a tag of megabytes', `<worksheet a="${'x'.repeat(2_000_000)}"/>`],
    [
      'a tag of a million attributes',
      `<worksheet ${Array.from({ length: 200_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`,
    ],
    ['a text of megabytes', `<worksheet>${'x'.repeat(2_000_000)}</worksheet>`],
    ['a comment of megabytes', `<worksheet><!--${'x'.repeat(2_000_000)}--></worksheet>`],
  ])('refuses %s, which the parser would keep', async (_, sheet) => {
    await expect(readTable(bookOf(sheet))).rejects.toMatchObject({ code: 'notATable' })
  })

  it('takes a line number that no spreadsheet has for none', async () => {
    const rows = ['1e300', '-1', 'x', '5'].map((r) => `<row r="${r}"><c t="str"><v>a</v></c></row>`)
    const read = await readTable(bookOf(`<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`))
    expect(read.map(({ line }) => line)).toEqual([1, 2, 3, 5])
  })

  it('expands no entities of its own making', async () => {
    const sheet =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'
    const file = zipSync({
      'xl/workbook.xml': strToU8(
        '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': strToU8(sheet),
    })
    await expect(readTable(file)).rejects.toMatchObject({ code: 'notATable' })
  })

  test.each([
    ['no workbook', zipSync({ 'a.txt': strToU8('a') })],
    ['a torn file', Buffer.from('PK\u{3}\u{4}torn')],
  ])('refuses %s', async (_, file) => {
    await expect(readTable(file)).rejects.toMatchObject({ code: 'notATable' })
  })
})

test('more rows than the limit are refused', async () => {
  await expect(readTable(Buffer.from('a;b\n'.repeat(200_001)))).rejects.toMatchObject({ code: 'tooManyRows' })
})

test.each(['=1+1', '+7 922', '-5', '@cmd', '\tтабуляция', "'=уже", "''+", 'Иванов', "О'Нил", '', "'просто"])(
  'a guarded cell comes back as it was: %j',
  (text) => {
    expect(guarded(text)).not.toMatch(/^[=+\-@\t\r\n]/)
    expect(unguarded(guarded(text))).toBe(text)
  },
)

it('a guarded cell leaves as text and comes back through the file', async () => {
  const rows = [[guarded('=HYPERLINK("http://x")'), guarded("'=a")]]
  const file = await whole(writeCsv(['а', 'б'], each(rows)))
  expect(file.toString()).toContain(`"'=HYPERLINK`)
  expect((await cellsOf(file))[1]?.map(unguarded)).toEqual(['=HYPERLINK("http://x")', "'=a"])
})
