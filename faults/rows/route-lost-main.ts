import '../lib/quiet-transport.ts'
import { Trial } from '../lib/trial.ts'
import { loseRoute, type Answer } from './route-lost.ts'

// Runs in a network of its own and tells what came of it in one line.
const [seed = '1', long = 'false'] = process.argv.slice(2)
const trial = new Trial(Number(seed), long === 'true')
const answer: Answer = await loseRoute(trial).then(
  (names) => ({ tally: trial.tally, names }),
  (error: unknown) => ({ tally: trial.tally, names: [], failure: String(error) }),
)
await trial.clear()
process.stdout.write(`${JSON.stringify(answer)}\n`)
process.exit(0)
