import type { Texts } from './texts.ru.ts'

export const texts: Texts = {
  shift: {
    title: 'Start of the shift: check of the workplace',
    tests: 'Checks',
    microphone: 'Microphone',
    speaker: 'Sound in the headset',
    ring: 'Sound of the ring',
    notifications: 'Notifications',
    pbx: 'Way to the PBX',
    server: 'Way to the server',
    waiting: 'waits its turn',
    running: 'checking…',
    passed: 'fine',
    failed: 'not fine',
    milliseconds: '{ms} ms',
    level: 'Microphone level',
    denySpeaker: 'No tone in the headset',
    denyRing: 'No ring heard',
    again: 'Check again',
    toWork: 'To work',
    allPassed: 'All is fine, calls may come.',
    someFailed: 'Not all is fine: do what is written in red and check again.',
    microphoneSilent:
      'The microphone is silent. Say something; if that does not help, look at the mute button of the headset and choose another microphone below.',
    microphoneRefused:
      'The browser may not use the microphone. Click the sign left of the page’s address, allow the microphone and check again.',
    microphoneMissing: 'No microphone was found. Plug the headset in and check again.',
    deviceAbsent: 'The chosen device is not plugged in. Plug it in or choose another below.',
    soundBlocked:
      'The browser does not let the page sound. Click anywhere on the page and check again; if that does not help, allow sound in the site’s settings.',
    notHeard:
      'Turn the volume up in the system and on the headset, or choose another device below and check again.',
    notificationsRefused:
      'Notifications are forbidden: you will not notice a call while another window is open. Click the sign left of the page’s address and allow notifications.',
    pbxAway:
      'The PBX does not answer. Check the network and press “Go on the line”; if that does not help, tell the administrator.',
    pbxSlow:
      'The PBX answers slowly, talks will have pauses. Use a cable instead of Wi-Fi, close downloads and video.',
    serverAway:
      'The server does not answer. Check the network; if that does not help, tell the administrator.',
    serverSlow: 'The server answers slowly. Use a cable instead of Wi-Fi, close downloads and video.',
    headset: 'The headset’s buttons work: {name}',
    headsetConnect: 'Connect the headset’s buttons',
    headsetNone: 'No headset was chosen, or it has no answer button that the browser understands.',
  },
  device: {
    microphone: 'Microphone of the talk',
    speaker: 'Sound of the talk',
    ring: 'Sound of the ring: on which device',
    system: 'As in the system',
    absent: 'Not plugged in now: the system’s device works. It comes back by itself when plugged in.',
  },
}
