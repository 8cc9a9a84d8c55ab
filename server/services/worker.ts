import type { JobRunner } from '#server/ports.ts'

/** The worker service: runs due jobs until it is stopped. */
export async function startWorker(runner: JobRunner): Promise<{ stop(): Promise<void> }> {
  await runner.start()
  return { stop: () => runner.stop() }
}
