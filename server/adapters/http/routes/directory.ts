import { searchAddresses } from '#server/app/directory/search-addresses.ts'
import { listClassifier } from '#server/app/directory/list-classifier.ts'
import type { Binding, Handlers } from './binding.ts'

type Names = 'searchAddresses' | 'listClassifier'

export const directoryRoutes = ({ deps }: Binding): Handlers<Names> => ({
  searchAddresses: (actor, input) => searchAddresses(deps, actor, input),
  listClassifier: (actor, input) => listClassifier(deps, actor, input),
})
