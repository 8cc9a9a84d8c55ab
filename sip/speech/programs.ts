import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

export const isThere = (file: string, mode = constants.R_OK): Promise<boolean> =>
  access(file, mode).then(
    () => true,
    () => false,
  )

/** Is there a program of this name on PATH? */
export async function isProgram(name: string): Promise<boolean> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const found = await Promise.all(folders.map((folder) => isThere(join(folder, name), constants.X_OK)))
  return found.includes(true)
}
