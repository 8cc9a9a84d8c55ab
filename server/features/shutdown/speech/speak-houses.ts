import type { Deps } from '#server/deps.ts'
import { spokenHouse } from '#domain/shutdown/speech/spoken-places.ts'
import { houseFile } from './speech-files.ts'

/** Speaking one takes about a tenth of a second; a job is not to last longer than a few. */
const atOnce = 40

/**
 * The spoken addresses of a shutdown's houses, so that a caller hears which house is meant; made once a house. The
 * rest of a large one is a job of its own.
 */
export async function speakHouses(deps: Deps, shutdownId: number, afterHouseId: number): Promise<void> {
  const { announcements, store } = deps
  const houses = await store.repositories.speech.housesAfter(shutdownId, afterHouseId, atOnce)
  const made: { houseId: number; file: string }[] = []
  for (const house of houses) {
    const text = `По адресу: ${spokenHouse(house)}.`
    const file = houseFile(house.houseId, text)
    if (!(await announcements.has(file)) && !(await announcements.speak(file, text))) return
    if (house.file !== file) made.push({ houseId: house.houseId, file })
  }
  // at the end: a row is not to be locked while the engine speaks
  await store.repositories.speech.setHouseFiles(made)
  const last = houses.at(-1)
  if (last !== undefined && houses.length === atOnce)
    await store.repositories.jobs.add([
      { kind: 'speech.houses', payload: { shutdownId, afterHouseId: last.houseId }, runAt: deps.now() },
    ])
}
