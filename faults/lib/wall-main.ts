import { appendFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { systemClock } from '../../core/system-clock.ts'
import { mendNotes } from '../ledgers/note-file.ts'
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
    /** Ends once everything is loaded. */
    'only-load': { type: 'boolean', default: false },
  },
})
if (values['only-load']) process.exit(0)

const notes = `${values.data}/replica.jsonl`
mendNotes(notes)
const wall = new Wall({
  gateway: values.gateway,
  dataDir: values.data,
  clock: systemClock,
  timing: JSON.parse(values.timing) as object,
  onNote: (note) => appendFileSync(notes, `${JSON.stringify(note)}\n`),
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
  const { rss: rssBytes, heapUsed: heapBytes } = process.memoryUsage()
  process.stdout.write(`${JSON.stringify({ health, told, link, reconnectCount, rssBytes, heapBytes })}\n`)
}
