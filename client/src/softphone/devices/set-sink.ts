/**
 * Where an element or an AudioContext sounds; undefined is the system's own device. False when the browser cannot
 * (TypeScript's DOM does not know `AudioContext.setSinkId` yet; Web Audio API 1.1).
 */
export async function setSink(target: object, deviceId: string | undefined): Promise<boolean> {
  const set: unknown = Reflect.get(target, 'setSinkId')
  if (typeof set !== 'function') return deviceId === undefined
  try {
    await Reflect.apply(set, target, [deviceId ?? ''])
    return true
  } catch {
    return false
  }
}
