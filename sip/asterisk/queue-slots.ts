/** A database's column `queues.slot` has as many. */
const slots = 12

/** The queues of queues.conf that wait for an administrator's: how members are rung and who goes first cannot change in one. */
export function queueSlots(): string {
  return Array.from({ length: slots }, (_, i) => i + 1)
    .flatMap((slot) => [
      // that of slot 1 is the queue of the installation
      ...(slot === 1 ? [] : [`[q${slot}-one](common)`]),
      ...[`[q${slot}-all](common)`, 'strategy = ringall'],
      ...[`[q${slot}-one-first](common)`, 'weight = 10'],
      ...[`[q${slot}-all-first](common)`, 'strategy = ringall', 'weight = 10'],
    ])
    .join('\n')
}
