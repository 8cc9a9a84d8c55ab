import type { Problems } from './problems.ts'

/** What a form of fields is given: the values, what stands on the server, what is wrong, and what clashes. */
export interface FormOf<F extends object> {
  fields: F
  base: F | null
  problems: Problems
  clashes: readonly (keyof F)[]
  canEdit: boolean
}

type Emit<F> = ((event: 'change', name: keyof F, value: F[keyof F]) => void) &
  ((event: 'takeTheirs', name: keyof F) => void)

/** All that the fields of one name have in common, for FormField and its like. */
export const aboutFields =
  <F extends object>(props: Readonly<FormOf<F>>, emit: Emit<F>) =>
  <N extends keyof F & string>(name: N) => ({
    value: props.fields[name],
    problem: props.problems[name],
    theirs: props.clashes.includes(name) && props.base !== null ? { value: props.base[name] } : undefined,
    onChange: (value: F[N]): void => emit('change', name, value),
    onTakeTheirs: (): void => emit('takeTheirs', name),
  })
