import { SessionState, type Session, type URI } from 'sip.js'
import { PhoneRefusal } from '../phone.ts'

const patienceMs = 35_000

/**
 * REFER (RFC 3515): to a URI, or to the other side of a second call (Replaces, RFC 5589). Resolves when the PBX
 * reports that the transfer worked, or ends our leg, which says the same.
 * @throws PhoneRefusal with the status of the REFER or of its sipfrag report; 408 when no report came
 */
export function refer(session: Session, target: URI | Session): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (status: number, reason: string): void => {
      clearTimeout(timer)
      session.stateChange.removeListener(onState)
      if (status < 300) resolve()
      else reject(new PhoneRefusal(status, reason))
    }
    const onState = (state: SessionState): void => {
      if (state === SessionState.Terminated) settle(200, 'left the call')
    }
    const timer = setTimeout(() => settle(408, 'no report of the transfer'), patienceMs)
    session.stateChange.addListener(onState)
    session
      .refer(target, {
        requestDelegate: {
          onReject: ({ message }) => settle(message.statusCode ?? 500, message.reasonPhrase ?? ''),
        },
        onNotify: (notification) => {
          notification.accept().catch(() => undefined)
          const report = /^SIP\/2\.0 (\d{3}) ?(.*)/.exec(notification.request.body)
          const status = Number(report?.[1] ?? 0)
          if (status >= 200) settle(status, report?.[2]?.trim() ?? '')
        },
      })
      .catch(() => settle(500, 'REFER could not be sent'))
  })
}
