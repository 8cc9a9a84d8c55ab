/** What a headset's buttons and lamps are to the phone, whoever made the headset. */
export interface Headset {
  readonly name: string
  /** The hook button: to answer, and to hang up. */
  onHook(listener: (isOffHook: boolean) => void): void
  /** The mute button was pressed. */
  onMute(listener: () => void): void
  /** Keeps lamps and the headset's own state in step with the phone. */
  show(state: HeadsetState): Promise<void>
  close(): Promise<void>
}

export interface HeadsetState {
  isRinging: boolean
  isTalking: boolean
  isMuted: boolean
}
