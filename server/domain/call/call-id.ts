/** `calls.id`: two PBXs may use the same call id. */
export const callIdOf = (event: { source: string; callId: string }): string =>
  `${event.source}:${event.callId}`

/** As the PBX itself calls it. */
export const pbxCallId = (id: string): string => id.slice(id.indexOf(':') + 1)
