import { SaxesParser } from 'saxes'
import { FileFault } from '#server/app/import/table.ts'

export interface ElementHandlers {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

const chunkBytes = 262_144

/**
 * Walks XML without holding it as one text; names come without their prefix (`x:row` is `row`). Entities of a DTD
 * are not expanded: the parser knows the five of XML alone, and anything else is a broken file.
 */
export function walkXml(bytes: Uint8Array, handlers: ElementHandlers): void {
  const parser = new SaxesParser()
  const local = (name: string): string => name.slice(name.indexOf(':') + 1)
  parser.on('error', () => {
    throw new FileFault('notATable')
  })
  const { open, text, close } = handlers
  if (open) parser.on('opentag', (tag) => open(local(tag.name), tag.attributes))
  if (close) parser.on('closetag', (tag) => close(local(tag.name)))
  if (text) parser.on('text', text)
  if (text) parser.on('cdata', text)
  const decoder = new TextDecoder()
  for (let at = 0; at < bytes.length; at += chunkBytes)
    parser.write(decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: true }))
  parser.write(decoder.decode())
  parser.close()
}
