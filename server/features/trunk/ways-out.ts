import { numberOut } from '#domain/trunk/number-out.ts'
import { endpointOf } from '#domain/trunk/trunk-live.ts'
import type { Store } from '#server/store.ts'
import type { WayOut } from '#sip/asterisk/robot-calls.ts'

/** By which trunks calls of our own may go out, in their order. */
export const waysOut = async (store: Store): Promise<WayOut[]> =>
  (await store.repositories.trunks.all())
    .filter(({ fields }) => fields.isOn)
    .map((trunk) => ({
      endpoint: endpointOf(trunk),
      from: trunk.fields.callerNumber,
      numberOut: (number) => numberOut(number, trunk.fields),
    }))
