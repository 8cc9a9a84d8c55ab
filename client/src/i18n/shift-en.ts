/** Phrases of the start of a shift, of devices, of the sound of a talk; part of `en`. */
export const shiftEn = {
  shift: {
    start: 'Start the shift',
    check: 'Check and devices',
    checkFailed: 'Check and devices: something is wrong',
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
  ring: {
    from: '{number} is calling',
    turnOn: 'Turn the sound on',
  },
  sound: {
    title: 'Quality of the sound',
    good: 'The line is good',
    fair: 'The line is so-so',
    poor: 'The line is bad',
    mos: '(estimate {mos})',
    details:
      'Loss: to you {lossIn} %, from you {lossOut} %. Jitter {jitter} ms, there and back {roundTrip} ms. The estimate (MOS) is calculated from the network, it is no measurement.',
    callerUnheard: 'The other side is not heard',
    operatorUnheard: 'You are not heard',
    repair: 'Repair',
    repairLong: 'Repair the sound of the talk',
    none: 'There is no report of the quality.',
    estimate: 'Estimated MOS: {mos}, at the worst moment {worst} (calculated from the network)',
    inbound: 'To the operator: loss {loss} %, jitter {jitter} ms',
    outbound: 'From the operator: loss {loss} %, jitter {jitter} ms',
    roundTrip: 'There and back: {ms} ms',
    callerWasUnheard: 'The other side was not heard for {seconds} s',
    operatorWasUnheard: 'The operator was not heard for {seconds} s',
  },
  mini: {
    title: 'Mini phone',
    open: 'Mini phone',
    quiet: 'No calls',
  },
}
