import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts a process's time in hundredths of a second (USER_HZ). */
const msPerTick = 10

/** User and system time of a process and all below it so far, milliseconds; processes that ended are missed. */
export function cpuMsOfTree(root: number): number {
  const children = new Map<number, number[]>()
  const ticks = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      // the name in parentheses may hold blanks: fields count from behind it
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const pid = Number(entry)
      children.set(Number(fields[1]), [...(children.get(Number(fields[1])) ?? []), pid])
      ticks.set(pid, Number(fields[11]) + Number(fields[12]))
    } catch {
      // it ended while we looked
    }
  }
  const sum = (pid: number): number =>
    (ticks.get(pid) ?? 0) + (children.get(pid) ?? []).reduce((total, child) => total + sum(child), 0)
  return sum(root) * msPerTick
}
