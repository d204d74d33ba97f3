import { openSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { mendNotes } from '../ledgers/note-file.ts'
import { SteppableClock } from './steppable-clock.ts'
import { Wall } from './wall.ts'

/**
 * A wall as a program of its own, to be killed. What its view is told lies in `replica.jsonl` of its data
 * folder, a line for each message; asked for its health on stdin, it answers on stdout.
 */
const { values } = parseArgs({
  options: {
    gateway: { type: 'string', default: '' },
    data: { type: 'string', default: '' },
    timing: { type: 'string', default: '{}' },
    /** What the machine's clock is set to, in milliseconds since 1970. */
    'set-to': { type: 'string' },
    /** Ends once everything is loaded. */
    'only-load': { type: 'boolean', default: false },
  },
})
if (values['only-load']) process.exit(0)

const clock = new SteppableClock()
if (values['set-to'] !== undefined) clock.step(Number(values['set-to']) - clock.wallMs())
const own = process.env['FAULTS_NOTES']
const notes = own === undefined ? `${values.data}/replica.jsonl` : `${own}.replica.jsonl`
mendNotes(notes)
// Open from the start: a wall that has no descriptor left must still be able to note what its view is told.
const notesFile = openSync(notes, 'a')
const wall = new Wall({
  gateway: values.gateway,
  dataDir: values.data,
  clock,
  timing: JSON.parse(values.timing) as object,
  onNote: (note) => writeSync(notesFile, `${JSON.stringify(note)}\n`),
  keepsLog: false,
})
await wall.start()
process.stdout.write('ready\n')

createInterface({ input: process.stdin })
  .on('line', () => void answer())
  .on('close', () => process.exit(0))

async function answer(): Promise<void> {
  const health = await wall.health()
  const { told, link, reconnectCount } = wall
  globalThis.gc?.()
  const { rssBytes, heapBytes } = memory()
  const { case: cases, indicator } = wall.view.replica
  const shown = { cases: [...cases.values()], dayFromMs: indicator.get('indicators')?.fromMs }
  const localHour = new Date(clock.wallMs()).getHours()
  const answer = { health, told, link, reconnectCount, rssBytes, heapBytes, shown, localHour }
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}

/** Read from a file of the system: with no descriptor left to open it, nothing is known. */
function memory(): { readonly rssBytes: number; readonly heapBytes: number } {
  try {
    const { rss, heapUsed, external } = process.memoryUsage()
    return { rssBytes: rss, heapBytes: heapUsed + external }
  } catch {
    return { rssBytes: -1, heapBytes: -1 }
  }
}
