import Router from '@koa/router'
import { routes, type RouteName } from '#contracts/http.ts'
import { guarded, type Edge } from './guard.ts'
import { residentsFile } from './export-residents.ts'
import { importFile } from './import-file.ts'
import { openApi } from './openapi.ts'
import { recording, spokenMessage } from './recording.ts'
import { shutdownRecording } from './shutdown-recording.ts'
import type { Handlers } from './routes/binding.ts'
import { callRoutes } from './routes/calls.ts'
import { directoryRoutes } from './routes/directory.ts'
import { housingRoutes } from './routes/housing.ts'
import { importRoutes } from './routes/imports.ts'
import { operatorRoutes } from './routes/operators.ts'
import { phoneRoutes } from './routes/phone.ts'
import { sessionRoutes } from './routes/session.ts'
import { settingsRoutes } from './routes/settings.ts'
import { shutdownRoutes } from './routes/shutdowns.ts'
import { taskRoutes } from './routes/tasks.ts'

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
