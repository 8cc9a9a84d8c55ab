/** Samples a second on telephone lines. */
export const telephoneRate = 8_000

/** A tone of `hertz`; amplitude a quarter of full scale, as speech has it. */
export const sine = (hertz: number, seconds: number, rate = telephoneRate): Int16Array =>
  Int16Array.from({ length: Math.round(seconds * rate) }, (_, i) =>
    Math.round(8192 * Math.sin((2 * Math.PI * hertz * i) / rate)),
  )
