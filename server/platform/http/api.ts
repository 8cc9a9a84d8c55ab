import Router, { type RouterMiddleware } from '@koa/router'
import { routes, type RouteName } from '#contracts/http.ts'
import type { FileRoute, Handlers } from '../feature.ts'
import { guarded, guardedFile } from './guard.ts'
import type { Edge } from './edge.ts'
import { openApi } from './openapi.ts'

export interface Served {
  handlers: Handlers<RouteName>
  files: readonly FileRoute[]
}

/** The router of everything in contracts/http.ts, and of the files beside it. */
export function api(edge: Edge, { handlers, files }: Served): Router {
  const router = new Router()
  const mount = <N extends RouteName>(name: N): void => {
    const { method, path } = routes[name]
    const handle = guarded<N>(edge, name, handlers[name])
    router.register(path, [method], [named(path), handle])
  }
  for (const name of routeNames) mount(name)
  for (const file of files)
    router.register(file.path, [file.method], [named(file.path), guardedFile(edge, file)])
  const document = openApi()
  router.get('/api/openapi.json', (ctx) => {
    ctx.set('Cache-Control', 'no-cache')
    ctx.body = document
  })
  return router
}

/** For the access log and the metrics: the path as it is declared, without what it carries. */
const named =
  (path: string): RouterMiddleware =>
  (ctx, next) => {
    ctx.state['route'] = path
    return next()
  }

const isRouteName = (name: string): name is RouteName => name in routes
const routeNames = Object.keys(routes).filter(isRouteName)
