import type { InjectionKey } from 'vue'
import type { KnownPlace } from '#contracts/caller-card.ts'

/** What the form takes of a flat; nobody lives there as far as the section of a house knows. */
export type ChosenPlace = Pick<KnownPlace, 'houseId' | 'apartmentId' | 'address' | 'owner' | 'residents'>

/** How the card of the call hands a chosen flat over to the form beside it. */
export interface PlaceChoice {
  /** `filled`: names that the product itself may have put in; they go with their flat. */
  take(place: ChosenPlace, filled: readonly string[]): void
  onTake(listener: Taker): void
  /** The address that stands in the form is known now. */
  reside(place: ChosenPlace, filled: readonly string[]): void
  onReside(listener: Taker): void
  /** Nothing is known of the number: the address is asked first. */
  askAddress(): void
  onAskAddress(listener: () => void): void
}
type Taker = (place: ChosenPlace, filled: readonly string[]) => void

export const placeChoiceKey: InjectionKey<PlaceChoice> = Symbol('placeChoice')

export function createPlaceChoice(): PlaceChoice {
  let taker: Taker | null = null
  let resident: Taker | null = null
  let asked: (() => void) | null = null
  return {
    take: (place, filled) => taker?.(place, filled),
    onTake(next) {
      taker = next
    },
    reside: (place, filled) => resident?.(place, filled),
    onReside(next) {
      resident = next
    },
    askAddress: () => asked?.(),
    onAskAddress(next) {
      asked = next
    },
  }
}
