import { defineAsyncComponent, type Component } from 'vue'
import { loadOnce } from '../softphone/load-once.ts'

type Loads = Record<string, () => Promise<{ default: Component }>>
type Parts<L extends Loads> = {
  [Name in keyof L]: L[Name] extends () => Promise<{ default: infer C }> ? C : never
}

/**
 * Components that are not a part of the first screen: each comes when it is first shown. `fetch` brings all of them
 * before, so that they are there when they are needed and the line has broken by then.
 */
export function lateParts<L extends Loads>(loads: L): { parts: Parts<L>; fetch: () => void } {
  const once = Object.entries(loads).map(([name, load]) => [name, loadOnce(load)] as const)
  const parts = Object.fromEntries(once.map(([name, load]) => [name, defineAsyncComponent(load)]))
  return {
    // each name has the component of its own file
    parts: parts as Parts<L>,
    fetch() {
      for (const [, load] of once) load().catch(() => undefined)
    },
  }
}
