import { Refusal } from '#contracts/error.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { addDeskEvent } from './desk/desk-event.ts'

/** Jumping about in one recording is one hearing. */
const hearingSeconds = 600

/** Where the file that the PBX named lies; null where there is none that may be heard. */
type Find = (file: string) => Promise<string | null>

/**
 * The sound of a call: where its file is. Every hearing is audited.
 * @throws Refusal notFound
 */
export async function hearRecording(deps: Deps, person: Person, callId: string, find: Find): Promise<string> {
  const call = await deps.store.repositories.calls.find(callId)
  return heard(
    deps,
    person,
    { file: call?.recording ?? null, action: 'recording.heard', subject: callId },
    find,
  )
}

/**
 * What a caller said to be heard. It is no conversation of a colleague's but a call for the desk, to be considered
 * within ten minutes (ПП РФ 416, п. 13): whoever calls back hears it, audited too. All see that it was played.
 * @throws Refusal notFound
 */
export async function hearMessage(deps: Deps, person: Person, callId: string, find: Find): Promise<string> {
  const call = await deps.store.repositories.calls.find(callId)
  const file = call?.message?.file ?? null
  const path = await heard(deps, person, { file, action: 'message.heard', subject: callId }, find)
  if (call?.message?.heardAt === null) await noteHeard(deps, person, callId)
  return path
}

async function noteHeard(deps: Deps, { userId }: Person, callId: string): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const [call] = await tx.calls.forUpdate([callId])
    if (call?.message?.heardAt !== null) return
    await addDeskEvent(tx, call, { type: 'call.messageHeard', by: userId, at: deps.now() })
  })
}

async function heard(
  deps: Deps,
  person: Person,
  { file, action, subject }: { file: string | null; action: string; subject: string },
  find: Find,
): Promise<string> {
  const path = file === null ? null : await find(file)
  if (path === null) throw new Refusal('notFound')
  const hearing = `hearing:${person.sessionHash?.toString('hex') ?? ''}:${subject}`
  if ((await deps.limiter.hit(hearing, 1, hearingSeconds)).allowed)
    await deps.store.repositories.audit.add({
      at: deps.now(),
      userId: person.userId,
      action,
      subject,
      details: { ip: person.ip },
    })
  return path
}
