import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Context } from 'koa'

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  webmanifest: 'application/manifest+json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  webp: 'image/webp',
  woff2: 'font/woff2',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  webm: 'audio/webm',
  wasm: 'application/wasm',
}

export const typeOf = (file: string): string =>
  types[file.slice(file.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream'

/** Bytes asked for by one Range header (RFC 9110 section 14.2), or what to answer instead. */
export function rangeOf(header: string, size: number): { start: number; end: number } | 'whole' | 'outside' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header)
  // Several ranges, other units, garbage: a server may answer with the whole (section 14.2)
  if (!match || (match[1] === '' && match[2] === '')) return 'whole'
  const [, first = '', last = ''] = match
  if (first === '')
    return last === '0' ? 'outside' : { start: Math.max(0, size - Number(last)), end: size - 1 }
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < start) return 'whole'
  return start >= size ? 'outside' : { start, end }
}

/** Answers with the file's bytes, or the part asked for; false when it is no file. Headers of caching are the caller's. */
export async function sendFile(
  ctx: Context,
  path: string,
  options: { type: string; encoding?: 'gzip'; etag?: string },
): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return false
  ctx.set('Accept-Ranges', 'bytes')
  ctx.type = options.type
  ctx.status = 200
  if (options.encoding) ctx.set('Content-Encoding', options.encoding)
  ctx.set('ETag', options.etag ?? `W/"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`)
  if (ctx.fresh) {
    ctx.status = 304
    return true
  }
  const range = rangeOf(ctx.get('range'), found.size)
  if (range === 'outside') {
    ctx.set('Content-Range', `bytes */${found.size}`)
    ctx.status = 416
    ctx.body = null
    ctx.status = 416
    return true
  }
  const { start, end } = range === 'whole' ? { start: 0, end: found.size - 1 } : range
  if (range !== 'whole') {
    ctx.status = 206
    ctx.set('Content-Range', `bytes ${start}-${end}/${found.size}`)
  }
  ctx.length = end - start + 1
  ctx.body = ctx.method === 'HEAD' ? null : found.size === 0 ? '' : createReadStream(path, { start, end })
  if (ctx.method === 'HEAD') {
    ctx.status = range === 'whole' ? 200 : 206
    ctx.type = options.type
    ctx.length = end - start + 1
  }
  return true
}
