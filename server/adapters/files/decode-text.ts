import { FileFault } from '#server/app/import/table.ts'

/** Text of a file in UTF-8, UTF-16 with its mark («Текст Юникод» of Excel), else Windows-1251. */
export function decodeText(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  if (isUtf16) return new TextDecoder('utf-16le').decode(bytes)
  // no text has a zero byte: a picture, an archive, a program
  if (bytes.includes(0)) throw new FileFault('notATable')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}
