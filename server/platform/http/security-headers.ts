import helmet from 'koa-helmet'
import type { Middleware } from 'koa'

/**
 * Scripts and styles from our own files alone: a name that came by SIP can never run. `connect-src` allows any
 * WebSocket, because `sip_server` may change while pages stay open, and a page keeps the policy it was loaded with;
 * what cannot run cannot connect either (ADR 0004).
 */
const directives = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  scriptSrcAttr: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'", 'ws:', 'wss:'],
  mediaSrc: ["'self'", 'blob:'],
  workerSrc: ["'self'"],
  manifestSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'self'"],
  baseUri: ["'none'"],
}

/** Helmet's headers and ours; HSTS only where the site is https, or a machine's http would be locked away. */
export function securityHeaders(isHttps: (ctx: Parameters<Middleware>[0]) => boolean): Middleware {
  const common = {
    contentSecurityPolicy: { useDefaults: false, directives },
    referrerPolicy: { policy: 'same-origin' as const },
  }
  const overTls = helmet({ ...common, strictTransportSecurity: { maxAge: 31_536_000 } })
  const plain = helmet({
    ...common,
    strictTransportSecurity: false,
    // Browsers ignore them on plain http, with a warning in every console
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  })
  return async (ctx, next) => {
    ctx.set('Permissions-Policy', 'microphone=(self), camera=(), geolocation=(), payment=()')
    await (isHttps(ctx) ? overTls : plain)(ctx, next)
  }
}
