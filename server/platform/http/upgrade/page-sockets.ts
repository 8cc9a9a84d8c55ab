const mostOfAddress = 20
const mostInAll = 200

export interface PageSockets {
  /** Null when there is no room for one more; else to be called when the socket is gone. */
  enter(address: string): (() => void) | null
}

/**
 * SIP sockets of residents' call pages, which anybody may open: counted apart from those of people who signed in, so
 * that pages can neither fill the PBX nor keep an operator out who sits at the same address.
 */
export function createPageSockets(): PageSockets {
  const perAddress = new Map<string, number>()
  let all = 0
  return {
    enter(address) {
      const here = perAddress.get(address) ?? 0
      if (all >= mostInAll || here >= mostOfAddress) return null
      all += 1
      perAddress.set(address, here + 1)
      let isGone = false
      return () => {
        if (isGone) return
        isGone = true
        all -= 1
        const left = (perAddress.get(address) ?? 1) - 1
        if (left > 0) perAddress.set(address, left)
        else perAddress.delete(address)
      }
    },
  }
}
