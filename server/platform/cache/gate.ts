/** Lets at most `width` calls in at once, the others wait in order; closing refuses those who wait. */
export interface Gate {
  pass<T>(call: () => Promise<T>): Promise<T>
  close(): void
}

export function createGate(width: number): Gate {
  const waiting: { enter: () => void; refuse: (error: Error) => void }[] = []
  let inside = 0
  let isClosed = false

  return {
    async pass(call) {
      if (isClosed) throw new Error('closed')
      if (inside >= width) await new Promise<void>((enter, refuse) => void waiting.push({ enter, refuse }))
      else inside++
      try {
        return await call()
      } finally {
        const next = waiting.shift()
        if (next === undefined) inside--
        else next.enter()
      }
    },
    close() {
      isClosed = true
      for (const one of waiting.splice(0)) one.refuse(new Error('closed'))
    },
  }
}
