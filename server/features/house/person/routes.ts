import { searchAddresses } from '../address/search-addresses.ts'
import { listClassifier } from '#server/features/classifier/list-classifier.ts'
import type { Binding, Handlers } from '#server/platform/http/binding.ts'

type Names = 'searchAddresses' | 'listClassifier'

export const directoryRoutes = ({ deps }: Binding): Handlers<Names> => ({
  searchAddresses: (actor, input) => searchAddresses(deps, actor, input),
  listClassifier: (actor, input) => listClassifier(deps, actor, input),
})
