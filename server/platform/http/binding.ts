import type { RouteName } from '#contracts/http.ts'
import type { Edge, Handler } from './guard.ts'

export type Binding = Pick<Edge, 'deps' | 'site' | 'onPageBegun'>

/** A handler for each of these routes: one file of bindings a noun. */
export type Handlers<N extends RouteName> = { [K in N]: Handler<K> }
