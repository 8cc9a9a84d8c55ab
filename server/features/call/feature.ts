import { companiesOfCall } from '#server/features/company/whose.ts'
import { feature } from '#server/platform/feature.ts'
import { confirmNumber } from './desk/confirm-number.ts'
import { recording, spokenMessage } from './http/recording.ts'
import { listCalls } from './list-calls.ts'
import { getCall } from './get-call.ts'
import { getPlaceCard } from './card/get-place-card.ts'
import { getCallerCard } from './get-caller-card.ts'
import { takeCall } from './take-call.ts'
import { reportCallQuality } from './report-call-quality.ts'
import { wrapUpCall } from './desk/wrap-up-call.ts'

export const callFeature = feature({
  handle: {
    listCalls,
    getCall,
    getCallerCard,
    getPlaceCard,
    reportCallQuality,
    takeCall,
    confirmCallNumber: confirmNumber,
    wrapUpCall,
  },
  files: [
    {
      method: 'get',
      path: '/api/calls/:id/recording',
      access: 'recording.hear',
      serve: recording,
      companiesOf: companiesOfCall,
    },
    {
      method: 'get',
      path: '/api/calls/:id/message',
      access: 'task.register',
      serve: spokenMessage,
      companiesOf: companiesOfCall,
    },
  ],
})
