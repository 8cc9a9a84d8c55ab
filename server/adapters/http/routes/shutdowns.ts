import { shutdownRoutes as contract } from '#contracts/routes/shutdowns.ts'
import type { Binding, Handlers } from './binding.ts'
import { notYet } from './not-yet.ts'

export const shutdownRoutes = (_: Binding): Handlers<keyof typeof contract> => ({
  ...notYet(contract),
})
