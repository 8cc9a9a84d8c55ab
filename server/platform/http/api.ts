import Router from '@koa/router'
import { routes, type RouteName } from '#contracts/http.ts'
import { guarded, type Edge } from './guard.ts'
import { residentsFile } from '#server/features/import/download-residents.ts'
import { importFile } from '#server/features/import/import-file.ts'
import { openApi } from './openapi.ts'
import { recording, spokenMessage } from '#server/features/call/recording.ts'
import { shutdownRecording } from '#server/features/shutdown/speech/shutdown-recording.ts'
import type { Handlers } from './binding.ts'
import { callRoutes } from '#server/features/call/routes.ts'
import { directoryRoutes } from '#server/features/house/person/routes.ts'
import { housingRoutes } from '#server/features/house/routes.ts'
import { importRoutes } from '#server/features/import/routes.ts'
import { operatorRoutes } from '#server/features/operator/routes.ts'
import { phoneRoutes } from '#server/features/phone/routes.ts'
import { sessionRoutes } from '#server/features/session/routes.ts'
import { settingsRoutes } from '#server/features/settings/routes.ts'
import { shutdownRoutes } from '#server/features/shutdown/routes.ts'
import { taskRoutes } from '#server/features/task/routes.ts'

/** The router of everything in contracts/http.ts; a route without a handler does not compile. */
export function api(edge: Edge, recordingsDir: string | null): Router {
  const handlers: Handlers<RouteName> = {
    ...sessionRoutes(edge),
    ...phoneRoutes(edge),
    ...operatorRoutes(edge),
    ...callRoutes(edge),
    ...taskRoutes(edge),
    ...directoryRoutes(edge),
    ...housingRoutes(edge),
    ...importRoutes(edge),
    ...shutdownRoutes(edge),
    ...settingsRoutes(edge),
  }
  const router = new Router()
  const mount = <N extends RouteName>(name: N): void => {
    const { method, path } = routes[name]
    router.register(
      path,
      [method],
      [
        (ctx, next) => {
          ctx.state['route'] = path
          return next()
        },
        guarded<N>(edge, name, handlers[name]),
      ],
    )
  }
  for (const name of routeNames) mount(name)

  router.get('/api/calls/:id/recording', (ctx, next) => {
    ctx.state['route'] = '/api/calls/:id/recording'
    return recording(edge, recordingsDir)(ctx, next)
  })
  router.get('/api/shutdown-callers/:id/message', (ctx, next) => {
    ctx.state['route'] = '/api/shutdown-callers/:id/message'
    return spokenMessage(edge, recordingsDir)(ctx, next)
  })
  const speech = shutdownRecording(edge)
  for (const method of ['get', 'put', 'delete'] as const)
    router[method]('/api/shutdowns/:id/recording', (ctx, next) => {
      ctx.state['route'] = '/api/shutdowns/:id/recording'
      return speech[method](ctx, next)
    })
  router.post('/api/imports', (ctx, next) => {
    ctx.state['route'] = '/api/imports'
    return importFile(edge)(ctx, next)
  })
  router.get('/api/export/residents', (ctx, next) => {
    ctx.state['route'] = '/api/export/residents'
    return residentsFile(edge)(ctx, next)
  })
  const document = openApi()
  router.get('/api/openapi.json', (ctx) => {
    ctx.set('Cache-Control', 'no-cache')
    ctx.body = document
  })
  return router
}

const isRouteName = (name: string): name is RouteName => name in routes
const routeNames = Object.keys(routes).filter(isRouteName)
