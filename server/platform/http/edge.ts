import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import type { Site } from './site.ts'

/** What every route of the web service stands on. */
export interface Edge {
  deps: Deps
  site: Site
  /** Folder of recordings; null: none are served. */
  recordingsDir: string | null
  /** A page of this person begins: the socket that asks for everything follows within the second. */
  onPageBegun?: ((person: Person) => void) | undefined
}
