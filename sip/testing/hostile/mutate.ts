/** One to four changes to a message: bytes flipped, dropped, doubled, lines shuffled, numbers blown up, cut short. */
export function mutate(message: Buffer, random: () => number): Buffer {
  let bytes = Buffer.from(message)
  for (let i = 1 + Math.floor(random() * 4); i > 0; i--) {
    const change = changes[Math.floor(random() * changes.length)]
    if (change !== undefined && bytes.length > 0) bytes = change(bytes, random)
  }
  return bytes
}

type Change = (bytes: Buffer<ArrayBuffer>, random: () => number) => Buffer<ArrayBuffer>

const place = (bytes: Buffer, random: () => number): number => Math.floor(random() * bytes.length)
const splice = (bytes: Buffer, from: number, to: number, middle: string | Buffer): Buffer<ArrayBuffer> =>
  Buffer.concat([bytes.subarray(0, from), Buffer.from(middle), bytes.subarray(to)])
const odd = [
  '"',
  '<',
  '>',
  ';',
  ',',
  '\\',
  '%',
  '\0',
  '\r\n',
  ' ',
  '\t',
  ':',
  '@',
  '=',
  '\u00e9',
  '\ud83d\ude00',
]
const numbers = ['-1', '0', '99999999999999999999', '4294967296', '2147483648', 'NaN', '1e9', ' ']

const changes: Change[] = [
  (bytes, random) => {
    bytes[place(bytes, random)] = Math.floor(random() * 256)
    return bytes
  },
  (bytes, random) => {
    const at = place(bytes, random)
    return splice(bytes, at, at + Math.floor(random() * 40), '')
  },
  (bytes, random) => {
    const at = place(bytes, random)
    return splice(bytes, at, at, odd[Math.floor(random() * odd.length)] ?? '')
  },
  (bytes, random) => {
    const at = place(bytes, random)
    const part = bytes.subarray(at, at + Math.floor(random() * 60))
    return splice(
      bytes,
      at,
      at,
      Buffer.concat(Array.from({ length: 1 + Math.floor(random() * 20) }, () => part)),
    )
  },
  (bytes, random) => {
    const lines = bytes.toString('latin1').split('\r\n')
    const from = Math.floor(random() * lines.length)
    const to = Math.floor(random() * lines.length)
    const line = lines[from] ?? ''
    if (random() < 0.5) lines.splice(from, 1)
    lines.splice(to, 0, line)
    return Buffer.from(lines.join('\r\n'), 'latin1')
  },
  (bytes, random) => {
    const text = bytes.toString('latin1')
    const digits = [...text.matchAll(/\d+/g)]
    const hit = digits[Math.floor(random() * digits.length)]
    if (hit === undefined) return bytes
    const other = numbers[Math.floor(random() * numbers.length)] ?? ''
    return Buffer.from(text.slice(0, hit.index) + other + text.slice(hit.index + hit[0].length), 'latin1')
  },
  (bytes, random) => Buffer.from(bytes.subarray(0, place(bytes, random))),
]
