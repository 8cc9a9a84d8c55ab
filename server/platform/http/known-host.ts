import type { Middleware } from 'koa'
import type { Site } from './site.ts'

const words = `Вахта не отвечает под этим именем. Откройте её по имени localhost на этой машине или назовите её адрес в PUBLIC_ORIGIN и перезапустите.

Vakhta does not answer to this name. Open it as localhost on its own machine, or set PUBLIC_ORIGIN and restart.
`

/** Only under a name of ours is anything given: the name of a stranger's page may lead here (DNS rebinding). */
export const knownHost =
  (site: Site): Middleware =>
  async (ctx, next) => {
    if (site.isKnownHost(ctx.req)) return next()
    ctx.status = 421 // RFC 9110 section 15.5.20
    ctx.set('Cache-Control', 'no-store')
    ctx.type = 'text/plain; charset=utf-8'
    ctx.body = words
  }
