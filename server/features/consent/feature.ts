import { feature } from '#server/platform/feature.ts'
import { addPaperConsent } from './add-paper-consent.ts'
import { consentsOfNumber } from './consents-of-number.ts'
import { exportConsents, listConsents } from './list-consents.ts'
import { liftNeverCall, neverCall } from './never-call.ts'
import { refuseContact } from './refuse-contact.ts'

export const consentFeature = feature({
  handle: {
    listConsents,
    exportConsents,
    consentsOfNumber,
    addPaperConsent,
    refuseContact,
    neverCall,
    liftNeverCall,
  },
})
