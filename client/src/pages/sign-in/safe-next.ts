/** Only a path of this site may be returned to after sign-in; `//host` and `https:` would lead elsewhere. */
export const safeNext = (next: unknown): string | null =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : null
