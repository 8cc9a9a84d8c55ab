import { appendFile } from 'node:fs/promises'

/** What CEL does not say and AMI does. */
export interface OwnLine {
  kind: 'VAKHTA_HELD' | 'VAKHTA_RESUMED' | 'VAKHTA_LEG_LOST' | 'VAKHTA_LEG_FOUND' | 'VAKHTA_LOST'
  callId: string
  legId: string
  /** Seconds since 1970 with fraction, as CEL writes it. */
  time: string
}

/**
 * Appends to the CEL file a line of the form that CEL writes, so that holds take the one path of all events. One
 * write of less than a page with O_APPEND is not torn apart by Asterisk's own (it opens, appends and closes likewise).
 */
export async function appendOwnLine(celFile: string, line: OwnLine): Promise<void> {
  const record = {
    eventtype: 'USER_DEFINED',
    eventenum: 'USER_DEFINED',
    eventtime: line.time,
    userdeftype: line.kind,
    channame: '',
    uniqueid: line.legId,
    linkedid: line.callId,
    appdata: '',
    eventextra: '',
  }
  await appendFile(celFile, `${JSON.stringify(record)}\n`)
}
