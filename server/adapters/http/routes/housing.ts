import { housingRoutes as contract } from '#contracts/routes/housing.ts'
import type { Binding, Handlers } from './binding.ts'
import { notYet } from './not-yet.ts'

export const housingRoutes = (_: Binding): Handlers<keyof typeof contract> => ({
  ...notYet(contract),
})
