import { lateParts } from '../../../ui/late-parts.ts'

/** A talk outlives the server: what it may need is here before the line can break. */
export const {
  parts: { DialDialog, TransferDialog, KeypadDialog },
  fetch: fetchTalkDialogs,
} = lateParts({
  DialDialog: () => import('./DialDialog.vue'),
  TransferDialog: () => import('./TransferDialog.vue'),
  KeypadDialog: () => import('./KeypadDialog.vue'),
})
