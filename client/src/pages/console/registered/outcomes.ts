import { lateParts } from '../../../ui/late-parts.ts'

/** What stands beside the card once its matter is settled. */
export const {
  parts: { RegisteredNumber, JoinedNote, InformedNote, OutgoingNote, PlaceCard },
  fetch: fetchOutcomes,
} = lateParts({
  RegisteredNumber: () => import('./RegisteredNumber.vue'),
  JoinedNote: () => import('./JoinedNote.vue'),
  InformedNote: () => import('./InformedNote.vue'),
  OutgoingNote: () => import('./OutgoingNote.vue'),
  PlaceCard: () => import('../place/PlaceCard.vue'),
})
