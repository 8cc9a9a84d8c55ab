import { SaxesParser } from 'saxes'
import { fileLimits } from '../limits.ts'
import { FileFault } from '#server/platform/table.ts'

export interface ElementHandlers {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

const chunkBytes = 65_536

/**
 * Walks XML piece by piece; names come without their prefix (`x:row` is `row`). Entities of a DTD are not expanded:
 * the parser knows the five of XML alone, and anything else is a broken file. So is what no sheet has: elements within
 * elements without end, which the parser would keep, and a tag or a text of megabytes.
 * @throws FileFault notATable
 */
export function walkXml(pieces: Iterable<Uint8Array>, handlers: ElementHandlers): void {
  const parser = new SaxesParser()
  const local = (name: string): string => name.slice(name.indexOf(':') + 1)
  let depth = 0
  let unanswered = 0
  parser.on('error', () => {
    throw new FileFault('notATable')
  })
  const { open, text, close } = handlers
  parser.on('opentag', (tag) => {
    unanswered = 0
    depth++
    if (depth > fileLimits.depth) throw new FileFault('notATable')
    open?.(local(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    unanswered = 0
    depth--
    close?.(local(tag.name))
  })
  const onText = (found: string): void => {
    unanswered = 0
    text?.(found)
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  const decoder = new TextDecoder()
  for (const piece of pieces)
    for (let at = 0; at < piece.length; at += chunkBytes) {
      const chunk = piece.subarray(at, at + chunkBytes)
      unanswered += chunk.length
      parser.write(decoder.decode(chunk, { stream: true }))
      if (unanswered > fileLimits.tokenBytes) throw new FileFault('notATable')
    }
  parser.write(decoder.decode())
  parser.close()
}
