const quoted = (cell: string): string => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Excel of a Russian Windows opens this by a double click: UTF-8 with its mark, semicolons, CRLF (RFC 4180). */
export async function* writeCsv(
  headings: readonly string[],
  rows: AsyncIterable<readonly string[]>,
): AsyncGenerator<Buffer> {
  const line = (cells: readonly string[]): string => `${cells.map(quoted).join(';')}\r\n`
  let text = `\u{feff}${line(headings)}`
  for await (const row of rows) {
    text += line(row)
    if (text.length < 65_536) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(text)
}
