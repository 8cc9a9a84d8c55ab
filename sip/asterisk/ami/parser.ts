/** A message of AMI: names in lower case; a name that comes twice keeps its last value. */
export type AmiMessage = Record<string, string>

const longestMessage = 256 * 1024

/**
 * Cuts a stream into messages: lines `Name: value`, ended by an empty line; the banner and lines of another form are
 * passed over. Throws when a message grows beyond any that Asterisk sends.
 */
export function createAmiParser(onMessage: (message: AmiMessage) => void): (chunk: string) => void {
  let rest = ''
  let message: AmiMessage = {}
  let size = 0
  return (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const ended of lines) {
      const line = ended.endsWith('\r') ? ended.slice(0, -1) : ended
      if (line === '') {
        if (size > 0) onMessage(message)
        message = {}
        size = 0
        continue
      }
      size += line.length
      if (size > longestMessage) throw new Error('AMI: a message without end')
      const colon = line.indexOf(':')
      if (colon > 0) message[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim()
    }
    if (rest.length > longestMessage) throw new Error('AMI: a line without end')
  }
}
