import { importRoutes as contract } from '#contracts/routes/imports.ts'
import type { Binding, Handlers } from './binding.ts'
import { notYet } from './not-yet.ts'

export const importRoutes = (_: Binding): Handlers<keyof typeof contract> => ({
  ...notYet(contract),
})
