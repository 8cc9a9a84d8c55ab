/** The part of WebHID that is used here (WICG WebHID); TypeScript's DOM does not know it. */
interface HidReportItem {
  readonly usages?: readonly number[]
  readonly usageMinimum?: number
  readonly usageMaximum?: number
  readonly isRange?: boolean
  readonly isAbsolute?: boolean
  readonly isArray?: boolean
  readonly reportSize?: number
  readonly reportCount?: number
}
export interface HidReport {
  readonly reportId?: number
  readonly items?: readonly HidReportItem[]
}
export interface HidCollection {
  readonly usagePage?: number
  readonly usage?: number
  readonly inputReports?: readonly HidReport[]
  readonly outputReports?: readonly HidReport[]
  readonly children?: readonly HidCollection[]
}
export interface HidInputEvent {
  readonly reportId: number
  readonly data: DataView
}
export interface HidDevice {
  readonly opened: boolean
  readonly productName: string
  readonly collections: readonly HidCollection[]
  open(): Promise<void>
  close(): Promise<void>
  sendReport(reportId: number, data: BufferSource): Promise<void>
  addEventListener(type: 'inputreport', listener: (event: HidInputEvent) => void): void
  removeEventListener(type: 'inputreport', listener: (event: HidInputEvent) => void): void
}
export interface Hid {
  getDevices(): Promise<HidDevice[]>
  requestDevice(options: { filters: { usagePage: number }[] }): Promise<HidDevice[]>
}
