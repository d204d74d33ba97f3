import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { STAGES, isStage, type StageName } from './stages/index.ts'

// Every figure is a ratio inside one run where it can be: absolute ones belong to the machine.
const { values } = parseArgs({
  options: {
    /** One stage or several; all of them where none is named. */
    stage: { type: 'string', multiple: true, default: [] },
    changes: { type: 'string', default: '200000' },
    missed: { type: 'string', default: '100000' },
    cases: { type: 'string', default: '10000' },
    units: { type: 'string', default: '5000' },
    countdowns: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '30' },
    pairs: { type: 'string', default: '3' },
    moves: { type: 'string', default: '1000' },
    'flood-seconds': { type: 'string', default: '20' },
    'flood-rate': { type: 'string', default: '10000' },
    'flood-alarms': { type: 'string', default: '5000' },
    'soak-minutes': { type: 'string', default: '3' },
  },
})

const named = values.stage.map((name): StageName => {
  if (isStage(name)) return name
  console.error(`--stage: there is no stage "${name}"; name one of ${Object.keys(STAGES).join(', ')}.`)
  process.exit(2)
})
const of = (name: Exclude<keyof typeof values, 'stage'>): number => {
  const value = Number(values[name])
  if (Number.isFinite(value) && value > 0) return value
  console.error(`--${name}: must be a number above 0, and is "${values[name]}".`)
  process.exit(2)
}
const counts = {
  changes: of('changes'),
  missed: of('missed'),
  cases: of('cases'),
  units: of('units'),
  countdowns: of('countdowns'),
  seconds: of('seconds'),
  pairs: of('pairs'),
  moves: of('moves'),
  floodSeconds: of('flood-seconds'),
  floodRate: of('flood-rate'),
  floodAlarms: of('flood-alarms'),
  soakMinutes: of('soak-minutes'),
}
// By a signal, too, it ends with what it started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
for (const [name, run] of Object.entries(STAGES)) {
  if (named.length > 0 && !named.includes(name as StageName)) continue
  const before = loadavg()[0] ?? -1
  await run(counts)
  // A figure of a machine with more to do than it can is a figure of that machine.
  const after = loadavg()[0] ?? -1
  console.log(
    `  (load of the machine ${before.toFixed(1)} before, ${after.toFixed(1)} after, on ${cpus().length} processors)`,
  )
}
