import type { RawData } from 'ws'

/** A frame as text, in whatever form ws hands it over. */
export const frameText = (data: RawData): string =>
  Buffer.isBuffer(data)
    ? data.toString()
    : Array.isArray(data)
      ? Buffer.concat(data).toString()
      : Buffer.from(data).toString()
