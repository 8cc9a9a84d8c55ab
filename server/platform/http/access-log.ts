import { randomUUID } from 'node:crypto'
import type { Middleware } from 'koa'
import type { Logger } from 'pino'
import type { Metrics } from './metrics.ts'
import { answerOf } from './errors.ts'

const quiet = new Set(['/healthz', '/readyz', '/metrics'])

/**
 * Outermost: gives the request its id, turns whatever is thrown into an ErrorBody, logs one line. Paths are logged
 * without their query, which may hold numbers and names.
 */
export function accessLog(log: Logger, metrics: Metrics): Middleware {
  return async (ctx, next) => {
    const startedAt = performance.now()
    const requestId = randomUUID()
    ctx.state['requestId'] = requestId
    ctx.set('X-Request-Id', requestId)
    try {
      await next()
    } catch (thrown) {
      const { status, body, retryAfterSeconds, isFault } = answerOf(thrown)
      if (isFault) log.error({ err: thrown, requestId }, 'request failed')
      ctx.status = status
      ctx.set('Cache-Control', 'no-store')
      if (retryAfterSeconds !== null) ctx.set('Retry-After', String(retryAfterSeconds))
      ctx.body = { ...body, requestId }
    }
    const seconds = (performance.now() - startedAt) / 1000
    const pattern: unknown = ctx.state['route']
    const route = typeof pattern === 'string' ? pattern : 'other'
    metrics.http.observe({ method: ctx.method, route, status: String(ctx.status) }, seconds)
    const facts = {
      requestId,
      method: ctx.method,
      path: ctx.path.slice(0, 200),
      status: ctx.status,
      ms: Math.round(seconds * 1000),
      userId: ctx.state['userId'],
    }
    if (quiet.has(ctx.path) || route === 'other') log.debug(facts, 'request')
    else log.info(facts, 'request')
  }
}
