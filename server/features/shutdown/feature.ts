import { companiesOfShutdown } from '#server/features/company/whose.ts'
import { z } from 'zod'
import { feature } from '#server/platform/feature.ts'
import { job } from '#server/platform/queue/job.ts'
import { sendNotice } from './notice/send-notice.ts'
import { keepSpeech } from './speech/keep-speech.ts'
import { speakHouses } from './speech/speak-houses.ts'
import { speakShutdown } from './speech/speak-shutdown.ts'
import { suggestShutdowns } from './suggest-shutdowns.ts'
import { renewOverdue, startPlanned } from './term/keep-in-time.ts'
import { answerSurvey } from './notice/answer-survey.ts'
import { cancelShutdown } from './term/cancel-shutdown.ts'
import { changeShutdown } from './change-shutdown.ts'
import { createShutdown } from './create-shutdown.ts'
import { dailySummary } from './report/daily-summary.ts'
import { dismissSuggestion } from './suggestion/dismiss-suggestion.ts'
import { endShutdown } from './term/end-shutdown.ts'
import { getShutdown } from './get-shutdown.ts'
import { joinShutdown } from './join/join-shutdown.ts'
import { listShutdowns } from './list-shutdowns.ts'
import { listSuggestions } from './suggestion/list-suggestions.ts'
import { markTold } from './notice/mark-told.ts'
import { moveTerm } from './term/move-term.ts'
import { previewShutdown } from './preview-shutdown.ts'
import { reopenShutdown } from './term/reopen-shutdown.ts'
import { shutdownHours } from './report/shutdown-hours.ts'
import { shutdownRecording } from './http/shutdown-recording.ts'
import { startShutdown } from './term/start-shutdown.ts'

const OfShutdown = z.object({ shutdownId: z.number().int() })
const OfNotice = z.object({ noticeId: z.number().int() })
const Houses = OfShutdown.extend({ afterHouseId: z.number().int().default(0) })

export const shutdownFeature = feature({
  handle: {
    listShutdowns,
    getShutdown,
    previewShutdown,
    createShutdown,
    changeShutdown,
    moveTerm,
    startShutdown,
    endShutdown,
    cancelShutdown,
    reopenShutdown,
    joinShutdown,
    answerSurvey,
    noticeTold: markTold,
    listSuggestions,
    dismissSuggestion,
    dailySummary,
    shutdownHours,
  },
  files: (['get', 'put', 'delete'] as const).map((method) => ({
    method,
    path: '/api/shutdowns/:id/recording',
    access: method === 'get' ? 'board.see' : 'shutdown.manage',
    serve: (edge) => shutdownRecording(edge)[method],
    companiesOf: companiesOfShutdown,
  })),
  jobs: {
    'notice.send': job(OfNotice, (deps, { noticeId }) => sendNotice(deps, noticeId)),
    'shutdown.start': job(OfShutdown, (deps, { shutdownId }) => startPlanned(deps, shutdownId)),
    'shutdown.overdue': job(OfShutdown, (deps, { shutdownId }) => renewOverdue(deps, shutdownId)),
    'shutdown.suggest': suggestShutdowns,
    'speech.make': job(OfShutdown, (deps, { shutdownId }) => speakShutdown(deps, shutdownId)),
    'speech.houses': job(Houses, (deps, { shutdownId, afterHouseId }) =>
      speakHouses(deps, shutdownId, afterHouseId),
    ),
    'speech.keep': keepSpeech,
  },
  repeats: { 'speech.keep': 10 },
})
