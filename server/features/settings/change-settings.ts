import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { Settings } from '#contracts/settings.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * Changes settings; every board and softphone hears it from the journal, and the audit keeps who changed what.
 * Nothing happens when nothing differs.
 * @throws Refusal conflict with the `current` version, badInput
 */
export async function changeSettings(
  deps: Deps,
  person: Person,
  { body }: RouteInput<'changeSettings'>,
): Promise<RouteResponse<'changeSettings'>> {
  return deps.store.transaction(async (tx) => {
    const before = await tx.settings.forUpdate()
    if (before.version !== body.version) throw new Refusal('conflict', { current: before.version })
    const parsed = Settings.safeParse({ ...before.settings, ...given(body.changes) })
    if (!parsed.success) {
      throw new Refusal('badInput', { field: String(parsed.error.issues[0]?.path[0] ?? '') })
    }
    const settings = parsed.data
    const changed = Settings.keyof().options.filter((key) => settings[key] !== before.settings[key])
    if (changed.length === 0) return before
    const version = before.version + 1
    const at = deps.now()
    await tx.settings.save(settings, version)
    const details = Object.fromEntries(
      changed.map((key) => [key, { from: before.settings[key], to: settings[key] }]),
    )
    tx.audit('settings.changed', { userId: person.userId, at }, { subject: 'settings', details })
    if (changed.some((key) => key === 'speech_engine' || key === 'speech_voice'))
      await tx.jobs.add([{ kind: 'speech.again', payload: {}, runAt: at }])
    tx.tell('settings', { settings, version })
    deps.log.info({ userId: person.userId, changed, version }, 'settings changed')
    return { settings, version }
  })
}

/** Without the keys that are there but undefined. */
const given = (changes: RouteInput<'changeSettings'>['body']['changes']): Partial<Settings> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
