import { issueCallerCredentials } from '#server/app/phone/issue-caller-credentials.ts'
import { issueCredentials } from '#server/app/phone/issue-credentials.ts'
import type { Binding, Handlers } from './binding.ts'

export const phoneRoutes = ({ deps, site }: Binding): Handlers<'phoneCredentials' | 'callerCredentials'> => ({
  phoneCredentials: (actor, input, ctx) =>
    issueCredentials(deps, actor, { ...input, origin: site.originOf(ctx.req) }),
  callerCredentials: (actor, input, ctx) =>
    issueCallerCredentials(deps, actor, { ...input, origin: site.originOf(ctx.req) }),
})
