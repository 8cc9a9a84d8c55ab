import type { HidCollection, HidReport } from './hid-types.ts'

/** Where one usage stands in a report: as a bit of its own, or as a value in an array of usages. */
export interface UsageBit {
  reportId: number
  /** From the start of the report, the report id not counted. */
  bit: number
  /** Bytes of the whole report. */
  bytes: number
  /** False: the bit is only set for the moment of the press (HID 1.11, 6.2.2.5: a relative control). */
  isAbsolute: boolean
}

/** Finds the one-bit field of a usage (page in the upper 16 bits) in a device's reports. */
export function findUsage(
  collections: readonly HidCollection[],
  direction: 'inputReports' | 'outputReports',
  usage: number,
): UsageBit | undefined {
  for (const collection of collections) {
    for (const report of collection[direction] ?? []) {
      const found = findInReport(report, usage)
      if (found) return found
    }
    const inner = findUsage(collection.children ?? [], direction, usage)
    if (inner) return inner
  }
  return undefined
}

function findInReport({ reportId = 0, items = [] }: HidReport, usage: number): UsageBit | undefined {
  let bit = 0
  let found: { bit: number; isAbsolute: boolean } | undefined
  for (const item of items) {
    const { reportSize = 0, reportCount = 0, isArray = false, isAbsolute = true } = item
    const index = item.isRange
      ? usage >= (item.usageMinimum ?? 1) && usage <= (item.usageMaximum ?? 0)
        ? usage - (item.usageMinimum ?? 0)
        : -1
      : (item.usages ?? []).indexOf(usage)
    if (index >= 0 && index < reportCount && reportSize === 1 && !isArray && !found)
      found = { bit: bit + index, isAbsolute }
    bit += reportSize * reportCount
  }
  return found && { reportId, ...found, bytes: Math.ceil(bit / 8) }
}

export function readBit(data: DataView, { bit }: UsageBit): boolean {
  const byte = Math.floor(bit / 8)
  return byte < data.byteLength && (data.getUint8(byte) & (1 << (bit % 8))) !== 0
}

export function writeBit(data: Uint8Array, { bit }: UsageBit, isSet: boolean): void {
  const byte = Math.floor(bit / 8)
  const before = data[byte]
  if (before === undefined) return
  const mask = 1 << (bit % 8)
  data[byte] = isSet ? before | mask : before & ~mask
}
