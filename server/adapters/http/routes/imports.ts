import type { importRoutes as contract } from '#contracts/routes/imports.ts'
import { applyImport } from '#server/app/import/apply-import.ts'
import { getImport } from '#server/app/import/get-import.ts'
import { listImports } from '#server/app/import/list-imports.ts'
import type { Binding, Handlers } from './binding.ts'

export const importRoutes = ({ deps }: Binding): Handlers<keyof typeof contract> => ({
  listImports: (actor) => listImports(deps, actor),
  getImport: (actor, input) => getImport(deps, actor, input),
  applyImport: (actor, input) => applyImport(deps, actor, input),
})
