import type { Middleware } from 'koa'
import type { UpgradeGuard } from './upgrade-guard.ts'

/** Asked by nginx (`auth_request`) before it opens a SIP socket to the PBX: 204, or the status to refuse with. */
export const wsAuth =
  (authorizeUpgrade: UpgradeGuard['authorizeUpgrade']): Middleware =>
  async (ctx, next) => {
    if (ctx.path !== '/api/ws-auth') return next()
    const decision = await authorizeUpgrade(ctx.req)
    ctx.set('Cache-Control', 'no-store')
    ctx.status = decision.ok ? 204 : decision.status
  }
