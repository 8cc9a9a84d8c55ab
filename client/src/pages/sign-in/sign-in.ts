export interface SignInProblems {
  login: 'signIn.emptyLogin' | null
  password: 'signIn.emptyPassword' | null
}

/** What is missing before it makes sense to ask the server. */
export const problemsOf = (login: string, password: string): SignInProblems => ({
  login: login.trim() === '' ? 'signIn.emptyLogin' : null,
  password: password === '' ? 'signIn.emptyPassword' : null,
})
