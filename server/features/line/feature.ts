import { z } from 'zod'
import { feature } from '#server/platform/feature.ts'
import { job } from '#server/platform/queue/job.ts'
import { keepLineSpeech, speakLines } from './line-speech.ts'
import { linePartHistory, listLines, whereWouldItGo } from './list-lines.ts'
import { getNightMode, setNightMode } from './night-mode.ts'
import { removeLinePart, saveLinePart } from './save-line-part.ts'

export const lineFeature = feature({
  handle: {
    listLines,
    saveLinePart,
    removeLinePart,
    linePartHistory,
    whereWouldItGo,
    getNightMode,
    setNightMode,
  },
  jobs: {
    'speech.lines': job(z.object({}), (deps) => speakLines(deps)),
    'speech.linesKept': keepLineSpeech,
  },
  repeats: { 'speech.linesKept': 10 },
})
