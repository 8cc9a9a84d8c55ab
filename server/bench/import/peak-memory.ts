import { readFileSync } from 'node:fs'

/** The most memory that a process held so far (VmHWM), MB. */
export function peakMemory(pid: number): number {
  const [, kB] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kB) / 1024)
}
