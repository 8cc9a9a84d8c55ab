import type { InjectionKey } from 'vue'
import type { KnownPlace } from '#contracts/caller-card.ts'

/** What the form takes of a flat; its residents where they are known. */
export type ChosenPlace = Pick<KnownPlace, 'houseId' | 'apartmentId' | 'address' | 'residents'>

/** How the card of the call hands a chosen flat over to the form beside it. */
export interface PlaceChoice {
  take(place: ChosenPlace): void
  onTake(listener: (place: ChosenPlace) => void): void
  /** Nothing is known of the number: the address is asked first. */
  askAddress(): void
  onAskAddress(listener: () => void): void
}

export const placeChoiceKey: InjectionKey<PlaceChoice> = Symbol('placeChoice')

export function createPlaceChoice(): PlaceChoice {
  let listener: ((place: ChosenPlace) => void) | null = null
  let asked: (() => void) | null = null
  return {
    take: (place) => listener?.(place),
    onTake(next) {
      listener = next
    },
    askAddress: () => asked?.(),
    onAskAddress(next) {
      asked = next
    },
  }
}
