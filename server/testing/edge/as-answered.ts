import { routes, type RouteInput, type RouteName, type RouteResponse } from '#contracts/http.ts'
import { answerTo } from '#server/platform/http/answer-to.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/** A use case as its route answers it to this person: checked against its contract, and masked. */
export const asAnswered =
  <N extends RouteName>(
    name: N,
    useCase: (deps: Deps, actor: Person, input: RouteInput<N>) => Promise<RouteResponse<N>>,
  ) =>
  async (deps: Deps, actor: Person, input: RouteInput<N>): Promise<RouteResponse<N>> =>
    answerTo(actor, routes[name].response, await useCase(deps, actor, input)) as RouteResponse<N>
