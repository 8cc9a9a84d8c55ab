import type { Deps } from '#server/deps.ts'
import { speechFolders, speechJob } from './speech-files.ts'

/** Nobody listens for a day to a file that nothing names any more. */
const keptMs = 24 * 3_600_000

/**
 * What a live shutdown should be heard by and is not there is made again: the folder was lost, or the engine was missing
 * when it was asked. Old versions of texts go.
 */
export async function keepSpeech({ announcements, installation, store, now, log }: Deps): Promise<void> {
  if (installation.pbx === 'embedded') return
  const { speech, jobs } = store.repositories
  const at = now()
  for (const { shutdownId, file, houseFiles } of await speech.wanted()) {
    if (file === null || !(await announcements.has(file))) await jobs.add([speechJob(shutdownId, at)])
    const areThere = await Promise.all(
      houseFiles.map(async (name) => name !== null && (await announcements.has(name))),
    )
    if (file !== null && areThere.includes(false))
      await jobs.add([{ kind: 'speech.houses', payload: { shutdownId }, runAt: at }])
  }
  const before = new Date(at.getTime() - keptMs)
  const files = await announcements.sweep(speechFolders, new Set(await speech.named()), before)
  if (files > 0) log.info({ files }, 'old announcements removed')
}
