/** `place · category · problem` as the server writes it: the problem first, because long lines are cut at the end. */
export function problemOf(classifierName: string | null): { problem: string; path: string } {
  const parts = (classifierName ?? '').split(' · ')
  return { problem: parts.at(-1) ?? '', path: parts.slice(0, -1).reverse().join(', ') }
}
