/** What is said or asked when somebody consents; a row of the register keeps the words, not the name of their version. */
export const consentWords = {
  key: 'Чтобы мы сообщили вам, когда всё починят, сообщением или звонком автомата, нажмите один.',
  callBackKey:
    'Чтобы не ждать у телефона, нажмите один: ваше место в очереди сохранится, и мы перезвоним вам.',
  operator: 'Диспетчер спросил: «Можно ли позвонить вам об этом отключении автоматом?» Житель согласился.',
} as const
