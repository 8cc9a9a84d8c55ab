import type { SignedIn } from '#contracts/user.ts'
import { useSessionStore } from '../../entities/session/store.ts'
import type { Services } from '../../services.ts'

export interface SessionActions {
  /** Who is signed in according to the cookie; false when nobody is. Throws when the server cannot say. */
  restore(): Promise<boolean>
  signIn(login: string, password: string): Promise<SignedIn>
  signOut(): Promise<void>
}

/** Begins and ends what lives as long as the session: the socket and the phone. */
export function createSessionActions({ api, connection, phone }: Services): SessionActions {
  const store = useSessionStore()

  const begin = (signedIn: SignedIn): void => {
    store.take(signedIn)
    // Not simply off: this may be one more window, and the person talks in another.
    void phone.keepFor(signedIn.user.sipUsername)
    connection.start()
  }
  return {
    async restore() {
      try {
        begin(await api('me'))
        return true
      } catch (thrown) {
        if (thrown instanceof Error && thrown.message === 'notSignedIn') return false
        throw thrown
      }
    },
    async signIn(login, password) {
      const signedIn = await api('signIn', { body: { login, password } })
      begin(signedIn)
      return signedIn
    },
    async signOut() {
      connection.stop()
      await phone.stop()
      await api('signOut').catch(() => {
        // The session ends by itself on the server; this page is through with it either way.
      })
      store.leave()
    },
  }
}
