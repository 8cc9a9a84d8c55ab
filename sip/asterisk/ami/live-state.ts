import type { PbxLive } from '../../live.ts'
import type { AmiMessage } from './parser.ts'

type OperatorState = PbxLive['operators'][number]['state']

interface Operator {
  device: OperatorState
  isPaused: boolean
  state: OperatorState
  since: string
}

/** What AMI has said so far, of which PbxLive is a view. */
export interface LiveState {
  operators: ReadonlyMap<string, Operator>
  /** Callers who wait, by queue. */
  waiting: ReadonlyMap<string, number>
}

export const emptyLiveState: LiveState = { operators: new Map(), waiting: new Map() }

/** Device states by the names of DeviceStateChange and by the numbers of QueueMemberStatus (AST_DEVICE_*). */
const deviceStates: Record<string, OperatorState> = {
  UNKNOWN: 'offline',
  NOT_INUSE: 'available',
  INUSE: 'talking',
  BUSY: 'talking',
  INVALID: 'offline',
  UNAVAILABLE: 'offline',
  RINGING: 'ringing',
  RINGINUSE: 'ringing',
  ONHOLD: 'talking',
  '0': 'offline',
  '1': 'available',
  '2': 'talking',
  '3': 'talking',
  '4': 'offline',
  '5': 'offline',
  '6': 'ringing',
  '7': 'ringing',
  '8': 'talking',
}

const operatorOf = (device: string | undefined): string | null =>
  /^PJSIP\/(op-[^-/]+)$/.exec(device ?? '')?.[1] ?? null

function withOperator(
  state: LiveState,
  name: string,
  change: { device?: OperatorState | undefined; isPaused?: boolean },
  at: string,
): LiveState {
  const before = state.operators.get(name)
  const device = change.device ?? before?.device ?? 'offline'
  const isPaused = change.isPaused ?? before?.isPaused ?? false
  const shown = isPaused && device === 'available' ? 'paused' : device
  if (before?.device === device && before.isPaused === isPaused) return state
  const since = before?.state === shown ? before.since : at
  return {
    ...state,
    operators: new Map(state.operators).set(name, { device, isPaused, state: shown, since }),
  }
}

const withWaiting = (state: LiveState, queue: string, count: number): LiveState =>
  state.waiting.get(queue) === count ? state : { ...state, waiting: new Map(state.waiting).set(queue, count) }

/** Every event carries whole states, so one that comes twice or late does no lasting harm. `at` is ISO 8601. */
export function applyAmi(state: LiveState, event: AmiMessage, at: string): LiveState {
  switch (event['event']) {
    case 'DeviceStateChange': {
      const name = operatorOf(event['device'])
      return name === null
        ? state
        : withOperator(state, name, { device: deviceStates[event['state'] ?? ''] }, at)
    }
    case 'QueueMember':
    case 'QueueMemberAdded':
    case 'QueueMemberStatus':
    case 'QueueMemberPause': {
      const name = operatorOf(event['stateinterface'] ?? event['location'])
      const device = deviceStates[event['status'] ?? '']
      return name === null
        ? state
        : withOperator(state, name, { device, isPaused: event['paused'] === '1' }, at)
    }
    case 'QueueMemberRemoved': {
      const name = operatorOf(event['stateinterface'])
      return name === null ? state : withOperator(state, name, { isPaused: false }, at)
    }
    case 'QueueParams':
      return withWaiting(state, event['queue'] ?? '', Number(event['calls'] ?? 0))
    case 'QueueCallerJoin':
    case 'QueueCallerLeave':
      return withWaiting(state, event['queue'] ?? '', Number(event['count'] ?? 0))
    default:
      return state
  }
}

/** Operators that the PBX does not know (any more) are left out: they count as offline. */
export const toPbxLive = (state: LiveState, pbx: Pick<PbxLive, 'state' | 'since'>): PbxLive => ({
  ...pbx,
  operators: [...state.operators]
    .map(([sipUsername, { state: shown, since }]) => ({ sipUsername, state: shown, since }))
    .toSorted((a, b) => a.sipUsername.localeCompare(b.sipUsername, 'en', { numeric: true })),
  waiting: [...state.waiting.values()].reduce((sum, count) => sum + count, 0),
})
