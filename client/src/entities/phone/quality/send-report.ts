import type { CallQuality } from '#contracts/call-quality.ts'
import type { Api } from '../../../realtime/api.ts'
import { toApiError } from '../../../realtime/api-error.ts'

/** The first wait is for the PBX's own events of the call; the last for a server that is being restarted. */
const waitsSeconds = [1, 3, 10, 30, 120]

/** Sends the report of an ended talk; tries again where the server is away or does not know of the talk yet. */
export async function sendReport(
  api: Api,
  id: string,
  quality: CallQuality,
  wait: (seconds: number) => Promise<void>,
): Promise<void> {
  for (const seconds of [...waitsSeconds, null]) {
    try {
      await api('reportCallQuality', { params: { id }, body: quality })
      return
    } catch (thrown) {
      const { code } = toApiError(thrown)
      const isPassing = code === 'notFound' || code === 'offline' || code === 'databaseAway'
      if (!isPassing || seconds === null) return
      await wait(seconds)
    }
  }
}
