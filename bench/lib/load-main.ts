import { parseArgs } from 'node:util'
import { breachedCaseRecord, markedRecord, openCase, unitRecord, voidedRecord } from './full-world.ts'
import { connectPublisher } from './publisher.ts'
import type { Case } from '../../proto/gen/wall/v1/case.ts'
import type { IntakeRecord } from '../../proto/gen/wall/v1/intake.ts'

/**
 * A load through Intake in a process of its own: changes that are due by the clock are sent whether or not earlier
 * ones came back, up to a number of requests at once. Ends with one line of JSON that says what was reached.
 */
const TICK_MS = 50
const PER_REQUEST = 400
const AT_ONCE = 8
/** What is due for longer is left out: a load that has fallen behind does not catch up in one leap. */
const CATCH_UP_S = 1

const { values } = parseArgs({
  options: {
    gateway: { type: 'string', default: '' },
    'base-ms': { type: 'string', default: '0' },
    seconds: { type: 'string', default: '10' },
    /** New positions of units a second. */
    moves: { type: 'string', default: '0' },
    /** Changes of open cases a second. */
    changes: { type: 'string', default: '0' },
    /** New alarms over the whole time, and whether their cases end with it. */
    alarms: { type: 'string', default: '0' },
    'end-alarms': { type: 'boolean', default: false },
    units: { type: 'string', default: '5000' },
    cases: { type: 'string', default: '10000' },
    countdowns: { type: 'string', default: '500' },
    'arrive-limit': { type: 'string', default: '3600' },
  },
})
const of = (name: Exclude<keyof typeof values, 'end-alarms'>): number => Number(values[name])
const [seconds, units, cases, countdowns] = [of('seconds'), of('units'), of('cases'), of('countdowns')]
const run = String(process.pid)
const publisher = connectPublisher(values.gateway)
const made = { moves: 0, changes: 0, alarms: 0 }
/** States of the open cases go on where an earlier load of the same gateway ended. */
const firstSerial = 1 + 2 * Number(run)
const openCases: Case[] = []

/** What is due by now, the last `atOnce` of it at most. */
function due(
  kind: keyof typeof made,
  most: number,
  make: (serial: number) => IntakeRecord,
  atOnce = Number.POSITIVE_INFINITY,
): IntakeRecord[] {
  const records: IntakeRecord[] = []
  made[kind] = Math.max(made[kind], Math.floor(most) - atOnce)
  while (made[kind] < most) records.push(make(made[kind]++))
  return records
}

function alarmsAt(elapsedS: number): IntakeRecord[] {
  const most = (of('alarms') * Math.min(elapsedS, seconds)) / seconds
  return due('alarms', most, (serial) =>
    breachedCaseRecord(`alarm-${run}-${serial}`, serial, of('arrive-limit'), Date.now()),
  )
}

/** Made once each: what the load costs is missing to those it is put on. */
function openCaseAt(index: number): Case {
  return (openCases[index] ??= openCase(index, { countdowns }, Number(values['base-ms'])))
}

function changesAt(elapsedS: number): IntakeRecord[] {
  const nowMs = Date.now()
  return [
    ...due(
      'moves',
      of('moves') * elapsedS,
      (serial) => unitRecord(serial % units, 1 + Math.floor(serial / units), nowMs),
      CATCH_UP_S * of('moves'),
    ),
    ...due(
      'changes',
      of('changes') * elapsedS,
      (serial) => markedRecord(openCaseAt(serial % cases), firstSerial + Math.floor(serial / cases)),
      CATCH_UP_S * of('changes'),
    ),
  ]
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const queue: IntakeRecord[] = []
const open = new Set<Promise<unknown>>()
let stored = 0

function send(): void {
  while (queue.length > 0 && open.size < AT_ONCE) {
    const records = queue.splice(0, PER_REQUEST)
    const sent = publisher.publish(records).then(() => {
      stored += records.length
      open.delete(sent)
      send()
    })
    open.add(sent)
  }
}

const startMs = performance.now()
for (let elapsedS = 0; elapsedS < seconds; elapsedS = (performance.now() - startMs) / 1000) {
  // Alarms always come. Of the others, what cannot be taken is not made: the rate that was reached says so.
  queue.unshift(...alarmsAt(elapsedS))
  if (queue.length < AT_ONCE * PER_REQUEST) queue.push(...changesAt(elapsedS))
  send()
  await pause(TICK_MS)
}
while (open.size > 0) await Promise.all(open)
const perSecond = stored / ((performance.now() - startMs) / 1000)
if (values['end-alarms']) {
  queue.push(...Array.from({ length: made.alarms }, (_, n) => voidedRecord(`alarm-${run}-${n}`, Date.now())))
  send()
  while (open.size > 0) await Promise.all(open)
}
publisher.close()
console.log(JSON.stringify({ perSecond, stored, alarms: made.alarms }))
