import { issueCallerCredentials } from './issue-caller-credentials.ts'
import { issueCredentials } from './issue-credentials.ts'
import { findPhoneDialogs, savePhoneDialogs } from './phone-dialogs.ts'
import type { Binding, Handlers } from '#server/platform/http/binding.ts'

type Names = 'phoneCredentials' | 'callerCredentials' | 'savePhoneDialogs' | 'findPhoneDialogs'

export const phoneRoutes = ({ deps, site }: Binding): Handlers<Names> => ({
  phoneCredentials: (actor, input, ctx) =>
    issueCredentials(deps, actor, { ...input, origin: site.originOf(ctx.req) }),
  callerCredentials: (actor, input, ctx) =>
    issueCallerCredentials(deps, actor, { ...input, origin: site.originOf(ctx.req) }),
  savePhoneDialogs: (actor, input) => savePhoneDialogs(deps, actor, input),
  findPhoneDialogs: (actor) => findPhoneDialogs(deps, actor),
})
