import { feature } from '#server/platform/feature.ts'
import { publicSettings } from './public-settings.ts'
import { removeEndedSessions } from './remove-ended-sessions.ts'
import { signInHere, signOutHere } from './http/session-cookies.ts'
import { whoAmI } from './who-am-i.ts'

export const sessionFeature = feature({
  handle: {
    publicSettings,
    signIn: signInHere,
    signOut: signOutHere,
    me: (deps, person, input, { edge }) => {
      edge.onPageBegun?.(person)
      return whoAmI(deps, person, input)
    },
  },
  jobs: { 'session.expire': removeEndedSessions },
  repeats: { 'session.expire': 15 },
})
