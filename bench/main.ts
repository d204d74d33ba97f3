import { parseArgs } from 'node:util'
import { benchEndToEnd } from './stages/end-to-end.ts'
import { benchEventToPixel } from './stages/event-to-pixel.ts'
import { benchReconnect } from './stages/reconnect.ts'
import { benchStart } from './stages/start.ts'
import { benchStorage } from './stages/storage.ts'

// Every figure is a ratio inside one run where it can be: absolute ones belong to the machine.
const { values } = parseArgs({
  options: {
    changes: { type: 'string', default: '200000' },
    missed: { type: 'string', default: '100000' },
    cases: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '30' },
  },
})
const [changes, missed, cases, seconds] = [values.changes, values.missed, values.cases, values.seconds].map(
  Number,
) as [number, number, number, number]

const storagePerSecond = await benchStorage(changes)
await benchEndToEnd({ liveChanges: changes, missedChanges: missed, storagePerSecond })
await benchEventToPixel(cases, seconds)
await benchStart(cases)
await benchReconnect()
