import { getSettings } from './get-settings.ts'
import { changeSettings } from './change-settings.ts'
import type { Binding, Handlers } from '#server/platform/http/binding.ts'

type Names = 'getSettings' | 'changeSettings'

export const settingsRoutes = ({ deps }: Binding): Handlers<Names> => ({
  getSettings: (actor, input) => getSettings(deps, actor, input),
  changeSettings: (actor, input) => changeSettings(deps, actor, input),
})
