import { createHmac, randomBytes } from 'node:crypto'
import type { AccountStore, SipAccount, SipLog } from '../../live.ts'
import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'
import { parseUri, type Uri } from '../message/uri.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import { parseCredentials, type Credentials } from './credentials.ts'
import { isRightResponse } from './digest.ts'
import { Lookups } from './lookups.ts'
import { createNonces } from './nonce.ts'
import { Penalties } from './penalties.ts'

export interface AuthenticatorDeps {
  accounts: AccountStore
  realm: string
  domain: string
  clock: Clock
  limits: Limits
  log: SipLog
}

/** What may be looked up: nothing that a database would choke on, like U+0000 (RFC 4475 §3.1.1.4). */
const usernameForm = /^[\w.+-]{1,60}$/

/**
 * Digest authentication (RFC 7616). Both algorithms are offered, the better first as RFC 8760 §2.4 says. MD5 stands
 * last because SIP.js and JsSIP keep the last WWW-Authenticate alone and give up when that is not MD5.
 */
export class Authenticator {
  readonly #deps: AuthenticatorDeps
  readonly #nonces
  readonly #penalties: Penalties
  readonly #dummyKey = randomBytes(16)
  readonly #lookups: Lookups

  constructor(deps: AuthenticatorDeps) {
    this.#deps = deps
    this.#nonces = createNonces(deps.limits.nonceSeconds)
    this.#penalties = new Penalties(deps.clock, deps.limits)
    this.#lookups = new Lookups(deps.accounts, deps.limits.maxLookups, deps.limits.maxFlows)
  }

  /** The account whose digest the request carries; null when an answer was, or will be, given. */
  async authenticate(transaction: ServerTransaction): Promise<SipAccount | null> {
    const { flow, request } = transaction
    const header = request.raw.headers.get('authorization')
    const credentials = header === undefined ? null : parseCredentials(header)
    if (credentials === null || credentials.realm !== this.#deps.realm) return this.#challenge(transaction)
    const fresh = this.#nonces.check(credentials.nonce, flow.id, this.#deps.clock.now())
    if (fresh !== 'good') return this.#challenge(transaction, fresh === 'stale')
    const { username } = credentials
    const isKnownHere = flow.accounts.has(username)
    if (!isKnownHere && this.#penalties.isLocked(flow.address, username)) {
      return this.#fail(transaction, username, 'locked out')
    }
    // Nothing more is read from this flow meanwhile: guesses come one after the other, not all at once.
    const release = flow.hold()
    try {
      const account = await this.#find(transaction, username)
      return account === undefined ? null : this.#judge(account, credentials, transaction)
    } finally {
      release()
    }
  }

  /**
   * Who sends this request: the account in From, when its flow has authenticated or the request carries its digest.
   * Null when an answer was given.
   */
  async sender(transaction: ServerTransaction): Promise<SipAccount | null> {
    const { flow, request } = transaction
    const from = parseUri(request.from.uri)
    const user = from?.scheme === 'sip' || from?.scheme === 'sips' ? from.user : ''
    if (from !== null && flow.accounts.has(user) && 'host' in from && from.host === this.#deps.domain) {
      const account = await this.#find(transaction, user)
      if (account === null) transaction.respond({ status: 403 })
      return account ?? null
    }
    const account = await this.authenticate(transaction)
    if (account === null || transaction.isFinal) return null
    // RFC 3261 leaves From to policy; ours: nobody calls in another's name.
    if (account.username === user && from !== null && 'host' in from && from.host === this.#deps.domain) {
      return account
    }
    transaction.respond({ status: 403, reason: 'From Is Not The Account' })
    return null
  }

  challenge(transaction: ServerTransaction): void {
    this.#challenge(transaction)
  }

  /** Undefined: refused for now, the answer was given. */
  async #find(transaction: ServerTransaction, username: string): Promise<SipAccount | null | undefined> {
    try {
      return usernameForm.test(username) ? await this.#lookups.find(username) : null
    } catch (error) {
      this.#deps.log.error({ error: String(error) }, 'sip accounts cannot be read')
      transaction.respond({ status: 503, headers: [['Retry-After', '5']] })
      return undefined
    }
  }

  #judge(
    account: SipAccount | null,
    credentials: Credentials,
    transaction: ServerTransaction,
  ): SipAccount | null {
    const { flow } = transaction
    const { username } = credentials
    if (!this.#isRight(account, credentials, transaction) || account === null) {
      return this.#fail(transaction, username, 'wrong digest')
    }
    if (!this.#nonces.use(credentials.nonce, Number.parseInt(credentials.nc, 16))) {
      this.#deps.log.warn({ username, address: flow.address }, 'sip digest replayed')
      return this.#challenge(transaction, true)
    }
    this.#penalties.succeeded(flow.address, username)
    flow.accounts.add(username)
    return account
  }

  /** For an unknown user a digest is computed as well, so that time tells nothing. */
  #isRight(account: SipAccount | null, credentials: Credentials, transaction: ServerTransaction): boolean {
    const { request } = transaction
    const isMd5 = credentials.algorithm === 'MD5'
    const ha1 =
      account === null
        ? createHmac('sha256', this.#dummyKey).update(credentials.username).digest('hex')
        : isMd5
          ? account.ha1Md5
          : account.ha1Sha256
    const isRight = isRightResponse(ha1, request.method, credentials)
    // RFC 7616 §3.4.6: the URI that was signed is the one that is asked for.
    return isRight && account !== null && isSameTarget(credentials.uri, request.uri)
  }

  /** Unknown user, wrong password and locked out look the same: one status, one delay, and the flow waits with it. */
  #fail(transaction: ServerTransaction, username: string, why: string): null {
    const { flow } = transaction
    const delayMs = this.#penalties.failed(flow.address, username)
    this.#deps.log.info({ username, address: flow.address, why, delayMs }, 'sip authentication failed')
    flow.holdBack(delayMs, () => this.#challenge(transaction))
    return null
  }

  #challenge(transaction: ServerTransaction, isStale = false): null {
    const { realm, clock } = this.#deps
    const nonce = this.#nonces.issue(transaction.flow.id, clock.now())
    const challenge = (algorithm: string): [string, string] => [
      'WWW-Authenticate',
      `Digest realm="${realm}", nonce="${nonce}", algorithm=${algorithm}, qop="auth"${isStale ? ', stale=true' : ''}`,
    ]
    transaction.respond({ status: 401, headers: [challenge('SHA-256'), challenge('MD5')] })
    return null
  }
}

/** Clients may write the URI in another form than the request line: user and host decide. */
function isSameTarget(signed: string, asked: Uri & { scheme: 'sip' | 'sips' }): boolean {
  const uri = parseUri(signed)
  return uri !== null && 'user' in uri && uri.user === asked.user && uri.host === asked.host
}
