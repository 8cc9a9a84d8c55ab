import type { AddressHit } from '#contracts/house/address.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { FoundHouse, FoundStreet } from '../db/addresses.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { spokenAddresses, spokenFlat, type SpokenAddress } from '#domain/house/address/spoken-address.ts'
import { likeness } from '#domain/house/address/word-likeness.ts'
import { nameWords } from '#domain/house/address/street-words.ts'
import { streetMatch } from '#domain/house/address/street-match.ts'

const hitsShown = 20
const streetsRead = 60
/** Meant in earnest: the best of what was understood, and what is nearly as good. */
const wishesTried = 12
const goodName = 0.8
/** One word whose beginning is all that was typed yet. */
const halfTyped = 0.55
const poorName = 0.45

/** A street for one understanding of what was said, with how well it fits. */
interface Guess {
  said: SpokenAddress
  street: FoundStreet
  fits: number
  /** Of several understandings the later ones are less likely. */
  nth: number
}

/**
 * Houses and flats by an address as people speak and type: «республики 5 к 2 кв 12а», «дом пять, ленина», «5/2»,
 * `htcge,kbrb 5`, misspelt, without the kind of street, words in any order. What is said may be understood in several
 * ways; the directory decides: the one whose street, house and flat there are comes first. With `houseId` a flat alone
 * is enough. Three statements, four where the street is misspelt.
 */
export async function searchAddresses(
  deps: Deps,
  _person: Person,
  { query }: RouteInput<'searchAddresses'>,
): Promise<RouteResponse<'searchAddresses'>> {
  const { repositories } = deps.store
  const { search, houseId } = query
  const flat = houseId === undefined ? null : spokenFlat(search)
  if (houseId !== undefined && flat !== null) {
    const flats = await repositories.addresses.flatsOfHouse(houseId, flat, hitsShown)
    return { hits: flats.map(({ apartmentId, address }) => ({ houseId, apartmentId, text: address })) }
  }
  const { settings } = await repositories.settings.read()
  const guesses = await guessStreets(repositories, spokenAddresses(search), settings.city)
  if (guesses.length === 0) return { hits: [] }
  const houses = await repositories.addresses.houses(
    guesses.map(({ said, street }) => ({
      streetId: street.id,
      house: said.house ?? '',
      apartment: said.apartment,
    })),
    hitsShown,
  )
  return { hits: ranked(guesses, houses) }
}

/** The ways to read what was typed are tried one after the other: most searches need the first alone. */
async function guessStreets(
  repositories: Repositories,
  said: readonly SpokenAddress[],
  city: string,
): Promise<Guess[]> {
  let best: Guess[] = []
  for (const [, ways] of Map.groupBy(said, ({ reading }) => reading)) {
    const found = await guessStreetsOf(repositories, ways, city)
    if ((found[0]?.fits ?? 0) > (best[0]?.fits ?? 0)) best = found
    if ((best[0]?.fits ?? 0) >= goodName) break
  }
  return best
}

async function guessStreetsOf(
  { addresses }: Repositories,
  said: readonly SpokenAddress[],
  city: string,
): Promise<Guess[]> {
  const words = [...new Set(said.flatMap((one) => one.words))]
  const long = words.filter((word) => word.length >= 2 || /^\d/.test(word))
  const asked = long.length > 0 ? long : words
  const guessed = (streets: readonly FoundStreet[]): Guess[] =>
    said
      .flatMap((one, nth) =>
        streets.map((street) => ({ said: one, street, fits: streetMatch(one, street, city), nth })),
      )
      .filter(({ fits }) => fits >= poorName)
      .toSorted((a, b) => b.fits - a.fits || a.nth - b.nth || a.street.id - b.street.id)
      .slice(0, wishesTried)
  const written = await addresses.streetsWith(asked, streetsRead)
  const near = guessed(written)
  const isEnough = (near[0]?.fits ?? 0) >= (asked.length === 1 ? halfTyped : goodName)
  if (isEnough) return near
  const misspelt = asked.filter((word) => !/^\d/.test(word) && !isWritten(word, written))
  if (misspelt.length === 0) return near
  const alike = await addresses.streetsLike(misspelt, streetsRead)
  return guessed([...new Map([...written, ...alike].map((street) => [street.id, street])).values()])
}

const isWritten = (word: string, streets: readonly FoundStreet[]): boolean =>
  streets.some(({ name }) => nameWords(name).some((part) => likeness(word, part) >= goodName))

/** A house that is there outweighs a street that sounds a little better, and a flat that is there settles it. */
function ranked(guesses: readonly Guess[], houses: readonly FoundHouse[]): AddressHit[] {
  const scored = houses.flatMap(({ wish, houseId, address, isExact, apartment }) => {
    const guess = guesses[wish]
    if (!guess) return []
    const { said, fits, nth } = guess
    const house = said.house === null ? 0 : isExact ? 0.35 : 0.05
    const missing = said.apartment !== null && apartment === null ? -0.1 : 0
    const score = fits + house + missing - nth * 0.15
    const hits = [{ hit: { houseId, apartmentId: null, text: address } as AddressHit, score }]
    if (apartment !== null)
      hits.push({ hit: { houseId, apartmentId: apartment.id, text: apartment.address }, score: score + 0.1 })
    return hits
  })
  const best = scored.reduce((most, { score }) => Math.max(most, score), 0)
  const seen = new Set<string>()
  return scored
    .filter(({ score }) => score >= best - 0.5)
    .toSorted((a, b) => b.score - a.score)
    .map(({ hit }) => hit)
    .filter(({ houseId, apartmentId }) => {
      const key = `${houseId} ${apartmentId}`
      return !seen.has(key) && seen.add(key)
    })
    .slice(0, hitsShown)
}
