import { watch } from 'node:fs'
import { basename, dirname } from 'node:path'

/**
 * Calls `changed` when the file, or a part rotated from it, may have changed. Only a hint: on network mounts, or
 * before the folder exists, nothing comes, and the poll of the tail finds the lines.
 */
export function watchFolder(file: string, changed: () => void): { stop(): void } {
  const name = basename(file)
  try {
    const watcher = watch(dirname(file), { persistent: false }, (_, changedName) => {
      if (changedName === null || changedName.startsWith(name)) changed()
    })
    watcher.on('error', () => watcher.close())
    return { stop: () => watcher.close() }
  } catch {
    return { stop: () => {} }
  }
}
