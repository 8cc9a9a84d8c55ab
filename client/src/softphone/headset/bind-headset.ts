import type { Phone, PhoneCall, PhoneSnapshot } from '../phone.ts'
import type { Headset } from './headset.ts'

const ringing = ({ calls }: PhoneSnapshot): PhoneCall | undefined =>
  calls.find((call) => call.direction === 'in' && call.state === 'ringing')
const talking = ({ calls }: PhoneSnapshot): PhoneCall | undefined =>
  calls.find((call) => call.state === 'talking' && !call.held) ??
  calls.find((call) => call.state === 'dialling')

/** The headset's buttons act on the phone, and its lamps follow. `answer` is the page's own, so that the card opens. */
export function bindHeadset(
  headset: Headset,
  phone: Pick<Phone, 'snapshot' | 'subscribe' | 'hangUp' | 'mute' | 'unmute'>,
  answer: (callId: string) => void,
): () => void {
  const show = (snapshot: PhoneSnapshot): void => {
    if (snapshot.window === 'other') return
    const talk = talking(snapshot)
    void headset.show({
      isRinging: ringing(snapshot) !== undefined,
      isTalking: talk !== undefined,
      isMuted: talk?.muted ?? false,
    })
  }
  headset.onHook((isOffHook) => {
    const snapshot = phone.snapshot()
    // The headset tells every window; the one with the phone acts.
    if (snapshot.window === 'other') return
    const call = ringing(snapshot)
    const talk = talking(snapshot)
    if (isOffHook && call) answer(call.id)
    else if (!isOffHook && talk) void phone.hangUp(talk.id)
  })
  headset.onMute(() => {
    const snapshot = phone.snapshot()
    if (snapshot.window === 'other') return
    const talk = talking(snapshot)
    if (talk?.muted === true) phone.unmute(talk.id)
    else if (talk) phone.mute(talk.id)
  })
  show(phone.snapshot())
  return phone.subscribe(show)
}
