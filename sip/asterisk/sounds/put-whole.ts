import { rename, writeFile } from 'node:fs/promises'

/** Under its name only when it is whole: a caller may ask for it at any moment. */
export async function putWhole(file: string, data: Buffer | string): Promise<void> {
  await writeFile(`${file}.part`, data)
  await rename(`${file}.part`, file)
}
