import type { TestAsterisk } from './asterisk.ts'

/** How a product is told of this Asterisk. */
export const asteriskEnv = ({ running, webSocket, ami }: TestAsterisk): Record<string, string> => ({
  PBX: 'asterisk',
  ASTERISK_CEL_FILE: running.celFile,
  ASTERISK_WS: new URL(webSocket).host,
  ASTERISK_AMI: `${ami.host}:${ami.port}`,
  ASTERISK_AMI_USER: ami.username,
  ASTERISK_AMI_SECRET: ami.secret,
  RECORDINGS_DIR: running.recordingsDir,
})
