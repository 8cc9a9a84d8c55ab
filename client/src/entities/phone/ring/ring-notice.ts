/** What calls a person back to the page: the blinking title of the tab and a notification of the desktop. */
export interface RingNotice {
  /** `null`: nothing rings any more. */
  show(ring: { title: string; body: string } | null): void
}

type RingNotification = Pick<Notification, 'close' | 'addEventListener'>

export interface RingNoticeParts {
  document: Pick<Document, 'title' | 'hasFocus'>
  /** Undefined where the browser has none, or the person did not allow them. */
  notify: (title: string, options: NotificationOptions) => RingNotification | undefined
  focus: () => void
}

const blinkMs = 1_000

export function createRingNotice({ document, notify, focus }: RingNoticeParts): RingNotice {
  let notification: RingNotification | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  let title = ''
  let ownTitle = ''

  const blink = (): void => {
    if (document.title === title) document.title = ownTitle
    else {
      // The page may have changed its title meanwhile; that is the one to give back.
      ownTitle = document.title
      document.title = title
    }
  }
  const end = (): void => {
    clearInterval(timer)
    if (title !== '' && document.title === title) document.title = ownTitle
    title = ''
    notification?.close()
    notification = undefined
  }

  return {
    show: (ring) => {
      end()
      if (ring === null) return
      title = `☎ ${ring.title}`
      blink()
      timer = setInterval(blink, blinkMs)
      if (document.hasFocus()) return
      // The text of a notification is text: nothing in a caller's name can be more than that.
      notification = notify(ring.title, { body: ring.body, tag: 'vakhta-ring', requireInteraction: true })
      notification?.addEventListener('click', () => {
        focus()
        notification?.close()
      })
    },
  }
}
