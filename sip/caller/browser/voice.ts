/** What the caller speaks with: a real microphone, or a recorded sentence in its place. */
export interface Voice {
  readonly stream: MediaStream
  /** Says the sentence (again); a microphone has nothing to say by itself. */
  say(): void
  close(): void
}
