/** Of a call that keeps its place: UniqueID of what stands in the queue for it, the `placement`-th time. */
export const placeChannel = (callId: string, placement: number): string => `place-${callId}-${placement}`

/** What such a channel stands for; null for any other. */
export function placeOfChannel(id: string): { callId: string; placement: number } | null {
  const [, callId, placement] = /^place-(.+)-(\d{1,6})(?:;[12])?$/.exec(id) ?? []
  return callId === undefined ? null : { callId, placement: Number(placement) }
}
