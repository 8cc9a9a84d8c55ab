import { isSampleName, residentSamples, samples } from '../samples.ts'
import type { CallerState } from './caller-state.ts'
import { fetchCredentials } from './fetch-credentials.ts'
import { showCall } from './show-call.ts'
import { texts } from './texts.ts'
import { openVoice } from './open-voice.ts'
import { createWebCaller, type WebCaller } from './web-caller.ts'

const sounds = import.meta.glob<string>('../samples/*.wav', { query: '?url', import: 'default', eager: true })

function find<T extends Element>(selector: string, kind: new () => T): T {
  const found = document.querySelector(selector)
  if (!(found instanceof kind)) throw new Error(`the page lacks ${selector}`)
  return found
}

const form = find('#who', HTMLFormElement)
const number = find('#number', HTMLInputElement)
const name = find('#name', HTMLInputElement)
const problem = find('#problem', HTMLElement)
const speech = find('#speech', HTMLFieldSetElement)
const panel = find('#call', HTMLElement)

const query = new URLSearchParams(location.search)
number.value = query.get('number') ?? number.value
name.value = query.get('name') ?? ''
listSpeech(query.get('say') ?? 'leak')

let caller: WebCaller | undefined
let account = ''

form.addEventListener('submit', (event) => {
  event.preventDefault()
  void dial()
})
panel.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button') : null
  if (!button || !caller) return
  const { action, tone } = button.dataset
  if (tone !== undefined) caller.sendDtmf(tone)
  else if (action === 'hang-up') caller.hangUp()
  else if (action === 'answer') void caller.answer()
  else if (action === 'say') caller.say()
})

async function dial(): Promise<void> {
  problem.textContent = ''
  const digits = number.value.replace(/[\s()-]/g, '')
  if (!/^\+?\d{3,15}$/.test(digits)) {
    problem.textContent = texts.numberHint
    number.focus()
    return
  }
  show({ kind: 'connecting' })
  // A caller of the same number and name stays registered: the desk may be calling back.
  const wanted = `${digits}\n${name.value}`
  if (!caller || account !== wanted) {
    caller?.close()
    caller = undefined
    const answer = await fetchCredentials(digits, name.value)
    if ('refused' in answer) {
      show({ kind: 'idle' })
      problem.textContent = texts[answer.refused]
      return
    }
    account = wanted
    caller = createWebCaller({
      credentials: answer.credentials,
      openVoice: () => openVoice(soundUrl()),
      output: find('#desk', HTMLAudioElement),
      onState: show,
    })
  }
  await caller.call()
}

/** What the person chose to speak with. */
function soundUrl(): string | null {
  const chosen = new FormData(form).get('speech')
  return typeof chosen === 'string' && isSampleName(chosen)
    ? (sounds[`../samples/${chosen}.wav`] ?? null)
    : null
}

function show(state: CallerState): void {
  const isBusy = !['idle', 'ended'].includes(state.kind)
  for (const control of form.elements) control.toggleAttribute('disabled', isBusy)
  showCall(panel, state, { isSample: soundUrlIsSample() })
}

function soundUrlIsSample(): boolean {
  const checked = speech.querySelector<HTMLInputElement>('input:checked')
  return checked !== null && isSampleName(checked.value)
}

function listSpeech(preferred: string): void {
  const entries = [
    ...residentSamples.map((sample) => ({
      value: sample,
      title: samples[sample].title,
      text: samples[sample].text,
    })),
    { value: 'microphone', title: 'Мой микрофон', text: 'Говорите сами' },
  ]
  for (const { value, title, text } of entries) {
    const label = document.createElement('label')
    const radio = document.createElement('input')
    radio.type = 'radio'
    radio.name = 'speech'
    radio.value = value
    radio.checked = value === preferred
    const strong = document.createElement('strong')
    strong.textContent = title
    const small = document.createElement('small')
    small.textContent = text
    label.append(radio, strong, small)
    speech.append(label)
  }
}

show({ kind: 'idle' })
/** For measurements of the sound in tests: the running call's connection. */
Object.assign(window, { vakhtaCall: { connection: () => caller?.connection() ?? null } })
