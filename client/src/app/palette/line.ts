import type { Component } from 'vue'

export const lineGroups = ['action', 'address', 'task', 'person', 'number', 'page'] as const
export type LineGroup = (typeof lineGroups)[number]

/** One thing that the palette found: to open, or to do. */
export interface Line {
  /** The same thing found again is the same line. */
  id: string
  group: LineGroup
  icon: Component
  text: string
  note?: string | undefined
  /** The key that does it without the palette: seen each time, it is learnt. */
  keys?: string | undefined
  run: () => unknown
  /** What else can be done with it (Tab); the first is done by Ctrl+Enter. */
  more?: readonly Line[]
}

/** Where the cursor stands: on the line that was chosen as long as it is there, else on the first. */
export const cursorAt = (lines: readonly Line[], chosen: string | null): number =>
  Math.max(
    0,
    lines.findIndex(({ id }) => id === chosen),
  )

/** Lines under the heads of their groups, as they follow one another. */
export function grouped(lines: readonly Line[]): { group: LineGroup; lines: Line[] }[] {
  const groups: { group: LineGroup; lines: Line[] }[] = []
  for (const line of lines) {
    const last = groups.at(-1)
    if (last?.group === line.group) last.lines.push(line)
    else groups.push({ group: line.group, lines: [line] })
  }
  return groups
}
