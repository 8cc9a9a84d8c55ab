import { realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { Context, Middleware } from 'koa'
import { createGzipOnce, type Packed } from './gzip-once.ts'
import { sendFile, typeOf } from './send-file.ts'

/** The path within `root`, or null where it leads out of it (dots, NUL, a symbolic link) or is not there. */
export async function insideOf(root: string, relative: string): Promise<string | null> {
  if (relative.includes('\0')) return null
  const base = await realpath(root).catch(() => null)
  if (base === null) return null
  const path = await realpath(join(base, relative)).catch(() => null)
  return path !== null && path.startsWith(base + sep) ? path : null
}

const decoded = (path: string): string | null => {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

const isText = (type: string): boolean => /^text\/|json|svg/.test(type)

function sender(root: string): (ctx: Context, relative: string) => Promise<boolean> {
  const gzipOnce = createGzipOnce()
  return async (ctx, relative) => {
    const path = await insideOf(root, relative)
    if (path === null) return false
    // Vite names what is in assets/ by its content; the rest may change under its name.
    const isHashed = relative.startsWith('/assets/')
    ctx.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    // The button is made for other sites (the rest is refused to them by helmet).
    if (relative === '/call-button.js') ctx.set('Cross-Origin-Resource-Policy', 'cross-origin')
    const type = typeOf(relative)
    if (isText(type)) {
      ctx.vary('Accept-Encoding')
      if (ctx.acceptsEncodings('gzip', 'identity') === 'gzip' && ctx.get('range') === '') {
        const ready = await insideOf(root, `${relative}.gz`)
        if (ready !== null && (await sendFile(ctx, ready, { type, encoding: 'gzip' }))) return true
        const packed = await gzipOnce(path)
        if (packed !== null) return sendPacked(ctx, packed, type)
      }
    }
    return sendFile(ctx, path, { type })
  }
}

function sendPacked(ctx: Context, { bytes, etag }: Packed, type: string): true {
  ctx.status = 200
  ctx.set('ETag', etag)
  if (ctx.fresh) {
    ctx.status = 304
    return true
  }
  ctx.type = type
  ctx.set('Content-Encoding', 'gzip')
  ctx.body = bytes
  return true
}

/** The built client: its files, and index.html for every other page address. */
export function staticFiles(root: string): Middleware {
  const send = sender(root)
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next()
    const path = decoded(ctx.path)
    if (path === null) return next()
    if (extname(path) !== '' && (await send(ctx, path))) return
    // A page address: a page of its own (`/call` is call.html) or one that the client's router knows
    if (extname(path) === '') {
      if (path !== '/' && (await send(ctx, `${path.replace(/\/+$/, '')}.html`))) return
      if (await send(ctx, '/index.html')) return
    }
    ctx.remove('Cache-Control')
    return next()
  }
}
