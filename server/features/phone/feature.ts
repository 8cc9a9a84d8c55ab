import { feature } from '#server/platform/feature.ts'
import { closePhonePage } from './close-phone-page.ts'
import { issueCallerCredentials } from './issue-caller-credentials.ts'
import { issueCredentials } from './issue-credentials.ts'
import { findPhoneDialogs, savePhoneDialogs } from './phone-dialogs.ts'
import { removeExpiredAccounts } from './remove-expired-accounts.ts'

export const phoneFeature = feature({
  handle: {
    phoneCredentials: (deps, actor, input, { ctx, edge }) =>
      issueCredentials(deps, actor, { ...input, origin: edge.site.originOf(ctx.req) }),
    callerCredentials: (deps, actor, input, { ctx, edge }) =>
      issueCallerCredentials(deps, actor, { ...input, origin: edge.site.originOf(ctx.req) }),
    savePhoneDialogs,
    findPhoneDialogs,
    closePhonePage,
  },
  jobs: { 'sip-account.expire': removeExpiredAccounts },
  repeats: { 'sip-account.expire': 15 },
})
