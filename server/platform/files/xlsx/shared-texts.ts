import { fileLimits } from '../limits.ts'
import { FileFault } from '#server/platform/table.ts'

const blockBytes = 1_048_576

/** Every text of a book once, packed as UTF-8: two million small strings would take the memory of the machine. */
export interface SharedTexts {
  /** @throws FileFault unzipsTooLarge */
  add(text: string): void
  /** '' when there is no such text. */
  at(index: number): string
}

export function createSharedTexts(): SharedTexts {
  const blocks: Buffer[] = []
  /** Of each text: its place in all blocks, and behind it the next place. */
  const starts: number[] = []
  const ends: number[] = []
  let place = 0
  return {
    add(text) {
      if (starts.length >= fileLimits.sharedTexts || place > fileLimits.sharedBytes)
        throw new FileFault('unzipsTooLarge')
      const length = Buffer.byteLength(text)
      // a text does not go over the end of a block
      if ((place % blockBytes) + length > blockBytes || place === blocks.length * blockBytes) {
        place = blocks.length * blockBytes
        blocks.push(Buffer.allocUnsafe(blockBytes))
      }
      blocks.at(-1)?.write(text, place % blockBytes)
      starts.push(place)
      place += length
      ends.push(place)
    },
    at(index) {
      const start = starts[index]
      const end = ends[index]
      if (start === undefined || end === undefined) return ''
      const block = Math.floor(start / blockBytes)
      return blocks[block]?.toString('utf8', start - block * blockBytes, end - block * blockBytes) ?? ''
    },
  }
}
