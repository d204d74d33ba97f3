import fc from 'fast-check'
import { Device, GridNode } from '../../proto/gen/wall/v1/place.ts'
import { DutyPoint } from '../../proto/gen/wall/v1/duty.ts'
import type { IntakeRecord } from '../../proto/gen/wall/v1/intake.ts'
import { aCase, aRecord, aUnit } from '../../gateway/testing/records.ts'
import { readable } from '../lib/readable.ts'
import { LocalGateway } from '../lib/local-gateway.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'

const EMPTY = new Uint8Array()

/** Any text of any script, among it what browsers, shells and databases take for something else. */
const TEXT = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('<img src=x onerror=alert(1)>', '\u202Egnp.exe', '__proto__', '{{7*7}}', '\u0000', '%00%n'),
)

/** One resource of each kind that has words, hostile in every one of them but its ids. */
function records(serial: number, text: string): readonly IntakeRecord[] {
  const id = `h-${serial}`
  const key = (kind: string) => `hostile-${kind}-${serial}`
  return [
    aRecord(key('case'), { case: filled(aCase(id), text) }),
    aRecord(key('unit'), { unit: filled(aUnit(id), text) }),
    aRecord(key('point'), { dutyPoint: filled({ ...DutyPoint.decode(EMPTY), id }, text) }),
    aRecord(key('grid'), { gridNode: filled({ ...GridNode.decode(EMPTY), id }, text) }),
    aRecord(key('device'), { device: filled({ ...Device.decode(EMPTY), id }, text) }),
  ]
}

function filled<T extends object>(message: T, text: string): T {
  const entries = Object.entries(message).map(([name, value]): [string, unknown] => {
    const isWords = typeof value === 'string' && name !== 'id' && !name.endsWith('Id')
    return [name, isWords ? text : value]
  })
  return Object.fromEntries(entries) as T
}

async function everyField(trial: Trial): Promise<void> {
  const gateway = await LocalGateway.start(trial)
  const wall = await Wall.start(trial, { gateway: gateway.address, timing: timingOf(trial) })
  const texts = fc.sample(TEXT, { numRuns: trial.times(60, 1_000), seed: trial.random.seed })
  for (const [serial, sample] of texts.entries()) {
    // Neither a number nor a name, so that nothing of it is masked.
    const text = `${sample}§${'abcdefghij'[serial % 10]}§`
    const fault = trial.inject('a hostile text in every field of every kind')
    const { results } = await gateway.client.publish(records(serial, text))
    const taken = results.filter((one) => one.refusal === '')
    const reasons = results.map((one) => one.refusal).filter((one) => one !== '')
    if (reasons.some((one) => !/\w+\.\w+/.test(one)))
      throw new Error(`A refusal names no place: ${reasons.join('; ')}`)
    await wall.liveAt(Math.max(0, ...taken.map((one) => one.revision)))
    const shown = requireVerbatim(wall, `h-${serial}`, readable(text))
    if (taken.length > 0 && shown === 0) throw new Error(`${JSON.stringify(text)} is shown nowhere.`)
    fault.seen(`${reasons.length} refusals with their place, ${shown} fields with the same text`)
  }
  if (wall.reconnectCount > 0) throw new Error('A text cost the connection.')
  if (wall.told.length > 0) throw new Error(`A text was taken for a fault: ${wall.told.join(', ')}`)
}

/** Whatever is shown of these resources with the mark in it is the text, the whole text and nothing else. */
function requireVerbatim(wall: Wall, id: string, text: string): number {
  let count = 0
  for (const items of Object.values(wall.view.replica)) {
    for (const [field, value] of Object.entries((items as ReadonlyMap<string, object>).get(id) ?? {})) {
      if (typeof value !== 'string' || !value.includes('§')) continue
      count++
      if (value !== text)
        throw new Error(`${field}: ${JSON.stringify(text)} is shown as ${JSON.stringify(value)}.`)
    }
  }
  return count
}

export const HOSTILE_FIELDS: readonly Row[] = [
  {
    id: 'X3',
    sentence:
      'any text in any field of any kind is refused with its place or shown as it is, invisible signs apart',
    run: everyField,
  },
]
