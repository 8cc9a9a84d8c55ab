/** A house of a street that a shutdown touches, in it or beside it. */
export interface PlaceHouse {
  houseId: number
  town: string
  /** `ул.`, `пр-т` */
  kind: string
  street: string
  number: string
  isAffected: boolean
  /** Null: the whole house. */
  entrances: readonly number[] | null
}

/** A street with its affected houses as items: one house, or a run from the first to the last. */
export interface PlaceStreet {
  town: string
  kind: string
  street: string
  items: PlaceItem[]
}
export interface PlaceItem {
  first: PlaceHouse
  /** The same house when it stands alone. */
  last: PlaceHouse
  /** Whose sides: null is both. */
  side: 'odd' | 'even' | null
}

/** From how many houses on «1, 3, 5» is said as «1–5». */
const shortestRun = 3
/** Further apart there stand houses between them that we do not know: «12–34» would speak of those too. */
const widestGap = { both: 1, side: 2 }

/**
 * Streets with their affected houses in order. Where every house that we know between two is affected they are one
 * run, so nobody of a street is named who is not meant, houses included that we do not know; failing that, the same for each side of the street.
 */
export function placeStreets(houses: readonly PlaceHouse[]): PlaceStreet[] {
  const streets = new Map<string, PlaceHouse[]>()
  for (const house of houses) {
    const key = JSON.stringify([house.town, house.kind, house.street])
    streets.set(key, [...(streets.get(key) ?? []), house])
  }
  return [...streets.values()]
    .map((all) => all.toSorted(byNumber))
    .flatMap((all) => {
      const [some] = all
      const items = itemsOf(all)
      return some && items.length > 0
        ? [{ town: some.town, kind: some.kind, street: some.street, items }]
        : []
    })
    .toSorted((a, b) => compare(a.street, b.street))
}

function itemsOf(all: readonly PlaceHouse[]): PlaceItem[] {
  const runs = runsIn(all, widestGap.both)
  const items = runs.map((run) => item(run, null))
  const inRun = new Set(runs.flat())
  for (const side of ['odd', 'even'] as const) {
    const ofSide = all.filter((house) => sideOf(house) === side)
    // what stands in a run of both sides is said already
    for (const run of runsIn(
      ofSide.map((house) => (inRun.has(house) ? { ...house, isAffected: false } : house)),
      widestGap.side,
    )) {
      items.push(item(run, side))
      for (const house of run) inRun.add(house)
    }
  }
  for (const house of all) if (house.isAffected && !inRun.has(house)) items.push(item([house], null))
  return items.toSorted((a, b) => byNumber(a.first, b.first))
}

/** Longest stretches of wholly affected neighbours. */
function runsIn(all: readonly PlaceHouse[], widest: number): PlaceHouse[][] {
  const runs: PlaceHouse[][] = [[]]
  for (const house of all) {
    const before = runs.at(-1)?.at(-1)
    if (before && leading(house.number) - leading(before.number) > widest) runs.push([])
    if (house.isAffected && house.entrances === null) runs.at(-1)?.push(house)
    else runs.push([])
  }
  return runs.filter((run) => run.length >= shortestRun)
}

function item(run: readonly PlaceHouse[], side: PlaceItem['side']): PlaceItem {
  const [first] = run
  const last = run.at(-1)
  if (!first || !last) throw new Error('a run without houses')
  return { first, last, side }
}

const leading = (number: string): number => Number(/^\d+/.exec(number)?.[0] ?? 0)
const sideOf = ({ number }: PlaceHouse): 'odd' | 'even' => (leading(number) % 2 === 1 ? 'odd' : 'even')
const collator = new Intl.Collator('ru', { numeric: true })
const compare = (a: string, b: string): number => collator.compare(a, b)
const byNumber = (a: PlaceHouse, b: PlaceHouse): number =>
  leading(a.number) - leading(b.number) || compare(a.number, b.number)
