import type { InjectionKey } from 'vue'
import type { KnownPlace } from '#contracts/caller-card.ts'

/** How the card of the call hands a chosen flat over to the form beside it. */
export interface PlaceChoice {
  take(place: KnownPlace): void
  onTake(listener: (place: KnownPlace) => void): void
  /** Nothing is known of the number: the address is asked first. */
  askAddress(): void
  onAskAddress(listener: () => void): void
}

export const placeChoiceKey: InjectionKey<PlaceChoice> = Symbol('placeChoice')

export function createPlaceChoice(): PlaceChoice {
  let listener: ((place: KnownPlace) => void) | null = null
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
