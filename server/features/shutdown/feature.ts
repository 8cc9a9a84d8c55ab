import { feature } from '#server/platform/feature.ts'
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
import { noticeSend } from './notice/notice-send.ts'
import { previewShutdown } from './preview-shutdown.ts'
import { reopenShutdown } from './term/reopen-shutdown.ts'
import { shutdownHours } from './report/shutdown-hours.ts'
import { shutdownOverdue } from './term/shutdown-overdue.ts'
import { shutdownRecording } from './http/shutdown-recording.ts'
import { shutdownStart } from './term/shutdown-start.ts'
import { shutdownSuggest } from './suggestion/shutdown-suggest.ts'
import { speechHouses } from './speech/speech-houses.ts'
import { speechKeep } from './speech/speech-keep.ts'
import { speechMake } from './speech/speech-make.ts'
import { startShutdown } from './term/start-shutdown.ts'

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
    serve: (edge) => shutdownRecording(edge)[method],
  })),
  jobs: {
    'notice.send': noticeSend,
    'shutdown.start': shutdownStart,
    'shutdown.overdue': shutdownOverdue,
    'shutdown.suggest': shutdownSuggest,
    'speech.make': speechMake,
    'speech.houses': speechHouses,
    'speech.keep': speechKeep,
  },
  repeats: { 'speech.keep': 10 },
})
