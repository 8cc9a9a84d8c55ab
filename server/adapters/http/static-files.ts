import { realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { Context, Middleware } from 'koa'
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

async function send(ctx: Context, root: string, relative: string): Promise<boolean> {
  const path = await insideOf(root, relative)
  if (path === null) return false
  // Vite names what is in assets/ by its content; the rest may change under its name.
  const isHashed = relative.startsWith('/assets/')
  ctx.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  ctx.vary('Accept-Encoding')
  const type = typeOf(relative)
  if (ctx.acceptsEncodings('gzip') === 'gzip' && ctx.get('range') === '') {
    const packed = await insideOf(root, `${relative}.gz`)
    if (packed !== null && (await sendFile(ctx, packed, { type, encoding: 'gzip' }))) return true
  }
  return sendFile(ctx, path, { type })
}

/** The built client: its files, and index.html for every other page address. */
export function staticFiles(root: string): Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next()
    const path = decoded(ctx.path)
    if (path === null) return next()
    if (extname(path) !== '' && (await send(ctx, root, path))) return
    // A page address: a page of its own (`/call` is call.html) or one that the client's router knows
    if (extname(path) === '') {
      if (path !== '/' && (await send(ctx, root, `${path.replace(/\/+$/, '')}.html`))) return
      if (await send(ctx, root, '/index.html')) return
    }
    ctx.remove('Cache-Control')
    return next()
  }
}
