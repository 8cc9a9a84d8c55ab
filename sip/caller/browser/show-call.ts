import type { CallerState } from './caller-state.ts'
import { duration, endText, texts } from './texts.ts'

/** What the page says of the call, whole phrases. */
export function phraseOf(state: CallerState): string {
  switch (state.kind) {
    case 'idle':
      return texts.idle
    case 'connecting':
      return texts.connecting
    case 'waiting':
      return state.place === null ? texts.waiting : texts.place(state.place)
    case 'calledBack':
      return texts.calledBack
    case 'talking':
      return state.isHeld ? texts.held : texts.talking
    case 'ended':
      return endText(state.reason)
  }
}

let clock: ReturnType<typeof setInterval> | undefined

/** Shows the state in the panel: the phrase, the time, and the buttons that make sense now. */
export function showCall(panel: HTMLElement, state: CallerState, { isSample }: { isSample: boolean }): void {
  panel.dataset['state'] = state.kind === 'talking' && state.isHeld ? 'held' : state.kind
  const phrase = panel.querySelector('[data-part=phrase]')
  // Only when it changed: screen readers read it out each time.
  if (phrase && phrase.textContent !== phraseOf(state)) phrase.textContent = phraseOf(state)

  const isLive = !['idle', 'ended'].includes(state.kind)
  setShown(panel, '[data-action=dial]', !isLive)
  setShown(panel, '[data-action=hang-up]', isLive)
  setShown(panel, '[data-action=answer]', state.kind === 'calledBack')
  setShown(panel, '[data-action=say]', state.kind === 'talking' && isSample)
  setShown(panel, '[data-part=keys]', state.kind === 'talking')

  clearInterval(clock)
  const time = panel.querySelector('[data-part=time]')
  if (!time) return
  if (state.kind === 'talking' || state.kind === 'waiting') {
    const { since } = state
    const tick = (): void => {
      time.textContent = duration((Date.now() - since) / 1000)
    }
    tick()
    clock = setInterval(tick, 1_000)
  } else {
    time.textContent = state.kind === 'ended' && state.talkSeconds > 0 ? duration(state.talkSeconds) : ''
  }
}

function setShown(panel: HTMLElement, selector: string, isShown: boolean): void {
  const part = panel.querySelector<HTMLElement>(selector)
  if (part) part.hidden = !isShown
}
