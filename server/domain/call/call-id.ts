/** `calls.id`: two PBXs may use the same call id. */
export const callIdOf = (event: { source: string; callId: string }): string =>
  `${event.source}:${event.callId}`
