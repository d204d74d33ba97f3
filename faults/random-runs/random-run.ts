import type { Row, Trial } from '../lib/trial.ts'
import { OPERATIONS } from './operations.ts'
import { RandomWorld } from './world.ts'

const OPERATIONS_PER_RUN = 10

/** A sequence of operations that depends on the seed alone, judged by the six validators at its end. */
export async function runSequence(trial: Trial): Promise<void> {
  const world = await RandomWorld.start(trial)
  const done: string[] = []
  try {
    for (let count = 0; count < OPERATIONS_PER_RUN; count++) {
      const operation = trial.random.pick(OPERATIONS)
      done.push(operation.name)
      await operation(world)
    }
    await world.settle()
    await world.judge()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`After ${done.join(', ')}: ${reason}`, { cause: error })
  } finally {
    trial.tally.reconnects += world.wallReconnectCount
  }
}

/** Under this name it can be asked for with --row. */
export const RANDOM_ROW: Row = {
  id: 'R',
  sentence: 'no sequence of faults breaks one of the six guarantees',
  run: runSequence,
}
