import { useText } from '../../../i18n/i18n.ts'
import { useServices } from '../../../services.ts'
import { PhoneRefusal } from '../../../softphone/phone.ts'
import { useToasts } from '../../../ui/notes/toasts.ts'

/** Dials from a list or a card: answers the call's id, or null when it was refused, which has been said then. */
export function useDial(): {
  dial: (number: string) => Promise<string | null>
  problemOf: (thrown: unknown) => string
} {
  const { t } = useText()
  const { phone } = useServices()
  const toasts = useToasts()
  const problemOf = (thrown: unknown): string =>
    thrown instanceof PhoneRefusal ? t('phone.dialRefused', { status: thrown.status }) : t('phone.dialFailed')
  async function dial(number: string): Promise<string | null> {
    try {
      return await phone.dial(number)
    } catch (thrown) {
      toasts.show('bad', problemOf(thrown))
      return null
    }
  }
  return { dial, problemOf }
}
