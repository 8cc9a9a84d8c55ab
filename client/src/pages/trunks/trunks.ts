import { TrunkFields, type Trunk, type TrunkLive } from '#contracts/trunk.ts'
import { faultOfTrunk } from '#domain/trunk/check-trunk.ts'
import { emptyTrunk } from '#domain/trunk/presets.ts'
import type { MessageKey } from '../../i18n/i18n.ts'
import { problemsOf, type Problems } from '../../ui/form/problems.ts'

/** What is typed; the secret goes in and never comes back. */
export type TrunkForm = TrunkFields & { secret: string }

export const formOf = (trunk: Trunk | null): TrunkForm => ({
  ...(trunk === null ? emptyTrunk : trunk.fields),
  secret: '',
})

export function fieldsOf({ secret, ...fields }: TrunkForm): { fields: TrunkFields; secret?: string } {
  return secret === '' ? { fields } : { fields, secret }
}

/** Of that of the environment only its name, switch and limit are ours. */
export function problemsOfTrunk(form: TrunkForm, trunk: Trunk | null): Problems {
  const problems = problemsOf(TrunkFields, form)
  if (trunk?.origin === 'environment' || Object.keys(problems).length > 0) return problems
  const field = faultOfTrunk(form, form.secret !== '' || trunk?.hasSecret === true)
  if (field === null) return {}
  return { [field]: { key: field === 'srtp' ? 'trunks.srtpNeedsTls' : 'form.empty', named: {} } }
}

export interface StateText {
  key: MessageKey
  /** Since when, where the words say it. */
  since: string | null
  tone: 'good' | 'bad' | 'plain'
}

export function stateOf({ fields }: Trunk, live: TrunkLive | undefined): StateText {
  if (!fields.isOn) return { key: 'trunks.off', since: null, tone: 'plain' }
  if (live === undefined || live.state === 'unknown')
    return { key: 'trunks.unknown', since: null, tone: 'plain' }
  if (live.state === 'up')
    return { key: live.isRegistered ? 'trunks.registered' : 'trunks.up', since: null, tone: 'good' }
  const key = live.reason === 'notRegistered' ? 'trunks.notRegistered' : 'trunks.unreachable'
  return { key, since: live.since, tone: 'bad' }
}

/** The ids with this one a place earlier or later; null at the end of the list. */
export function moved(ids: readonly number[], id: number, by: -1 | 1): number[] | null {
  const at = ids.indexOf(id)
  const to = at + by
  if (at < 0 || to < 0 || to >= ids.length) return null
  return ids.with(at, ids[to] ?? id).with(to, id)
}
