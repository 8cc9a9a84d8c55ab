import { getSettings } from '#server/app/settings/get-settings.ts'
import { changeSettings } from '#server/app/settings/change-settings.ts'
import type { Binding, Handlers } from './binding.ts'

type Names = 'getSettings' | 'changeSettings'

export const settingsRoutes = ({ deps }: Binding): Handlers<Names> => ({
  getSettings: (actor, input) => getSettings(deps, actor, input),
  changeSettings: (actor, input) => changeSettings(deps, actor, input),
})
