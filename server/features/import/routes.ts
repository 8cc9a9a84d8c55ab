import type { importRoutes as contract } from '#contracts/routes/imports.ts'
import { applyImport } from './apply-import.ts'
import { getImport } from './get-import.ts'
import { listImports } from './list-imports.ts'
import type { Binding, Handlers } from '#server/platform/http/binding.ts'

export const importRoutes = ({ deps }: Binding): Handlers<keyof typeof contract> => ({
  listImports: (actor) => listImports(deps, actor),
  getImport: (actor, input) => getImport(deps, actor, input),
  applyImport: (actor, input) => applyImport(deps, actor, input),
})
