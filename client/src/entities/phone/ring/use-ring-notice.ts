import { onBeforeUnmount, watch, type Ref } from 'vue'
import { useText } from '../../../i18n/i18n.ts'
import type { PhoneCall } from '../../../softphone/phone.ts'
import { formatNumber } from '../../call/number.ts'
import { createRingNotice } from './ring-notice.ts'

/** The tab's own sign: of the phone while it rings. */
function setSign(rings: boolean): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  if (link !== null) link.href = rings ? '/favicon-ring.svg' : '/favicon.svg'
}

export function useRingNotice(ringing: Readonly<Ref<PhoneCall | null>>): void {
  const { t } = useText()
  const notice = createRingNotice({
    document,
    notify: (title, options) =>
      'Notification' in window && Notification.permission === 'granted'
        ? new Notification(title, options)
        : undefined,
    focus: () => window.focus(),
  })
  watch(
    () => ringing.value?.id,
    () => {
      const call = ringing.value
      setSign(call !== null)
      if (call === null) return notice.show(null)
      const number = formatNumber(call.remoteNumber) || t('common.hiddenNumber')
      notice.show({ title: t('ring.from', { number }), body: call.remoteName })
    },
    { immediate: true },
  )
  onBeforeUnmount(() => {
    notice.show(null)
    setSign(false)
  })
}
