/**
 * How people behave when a main bursts. ASSUMPTIONS, measured nowhere: shares of calls and seconds of people's time.
 * What the announcement is worth depends on them, so they stand in one place, and docs/benchmarks.md names them.
 */
export const people = {
  /** Of all who call; the rest concerns the shutdown. */
  withAnotherMatter: 0.03,
  /** Of those concerned: from a number that the directory does not know, or with a hidden one. */
  unknownNumber: 0.08,
  hiddenNumber: 0.03,

  /** What those do who hear what is known of their house. */
  told: {
    /** 1: tell me when it is mended */
    joins: 0.58,
    /** heard it and hangs up */
    hangsUp: 0.28,
    /** 2: a spoken message */
    leavesMessage: 0.05,
    /** 0, or waits for the operator: the rest */
    pressesZero: 0.05,
  },
  /** An unknown or hidden number answers «is your house one of these?» with 1; the rest waits for the operator. */
  answersQuestion: 0.8,

  /** A talk when nobody was told anything, with what is written down after it (domain.md 7, moment 1). */
  talkSeconds: { least: 30, mean: 90 },
  /** A talk when the card shows the shutdown with its sentence: one key (domain.md 7, target figures). */
  toldTalkSeconds: { least: 10, mean: 25 },
  /** How long somebody waits in the queue before he gives up. */
  patienceSeconds: { least: 20, mean: 120 },
  operatorAnswersAfterSeconds: 2,
  messageSeconds: 15,
  /** From the suggestion to the shutdown (domain.md 7, moment 1: in 30 s at most). */
  dispatcherReactsSeconds: 30,
}

/** Exponential above the least. */
export const drawn = ({ least, mean }: { least: number; mean: number }, chance: () => number): number =>
  least - Math.log(1 - chance()) * (mean - least)
