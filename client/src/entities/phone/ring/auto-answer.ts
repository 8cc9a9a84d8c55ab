const key = 'vakhta.auto-answer'

/** A choice of this browser: calls are taken by themselves, as people with a headset on all day want it. */
export function readAutoAnswer(): boolean {
  try {
    return localStorage.getItem(key) === 'on'
  } catch {
    return false
  }
}
export function keepAutoAnswer(isOn: boolean): void {
  try {
    localStorage.setItem(key, isOn ? 'on' : 'off')
  } catch {
    // Storage is forbidden: the choice is then only for this page.
  }
}
