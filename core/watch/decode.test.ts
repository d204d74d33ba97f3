import { describe, expect, test } from 'vitest'
import type { Stage } from '../../proto/gen/wall/v1/case.ts'
import { Case, Fact, FactType, Source } from '../../proto/gen/wall/v1/case.ts'
import { DutyPoint, RosterEntry, SignIn, Unit } from '../../proto/gen/wall/v1/duty.ts'
import { Device, GridNode } from '../../proto/gen/wall/v1/place.ts'
import { OperationMode, SlaPolicy } from '../../proto/gen/wall/v1/policy.ts'
import { Change } from '../../proto/gen/wall/v1/wall_feed.ts'
import { KINDS } from '../../domain/model/resource.ts'
import { fromRow, toRow } from '../store/row-codec.ts'
import { at, wireChange } from '../testing/wire.ts'
import { decodeChanges } from './decode.ts'
import { msOf, termOf } from './wire-values.ts'

const NONE = new Uint8Array()
const position = { lat: 33.58, lon: 114.02 }

const ONE_OF_EACH: readonly Partial<Change>[] = [
  { case: { ...Case.decode(NONE), id: 'x', position, source: Source.SOURCE_VIDEO, facts: [aFact()] } },
  { unit: { ...Unit.decode(NONE), id: 'x', statusSince: at(5), officerCount: 2 } },
  {
    dutyPoint: { ...DutyPoint.decode(NONE), id: 'x', bands: [{ name: '早', startMinute: 1, endMinute: 2 }] },
  },
  { rosterEntry: { ...RosterEntry.decode(NONE), id: 'x', startAt: at(7), role: 1 } },
  { signIn: { ...SignIn.decode(NONE), id: 'x', inAt: at(9), inCell: true } },
  { gridNode: { ...GridNode.decode(NONE), id: 'x', level: 3, center: position } },
  { device: { ...Device.decode(NONE), id: 'x', kind: 2, state: 3 } },
  { slaPolicy: { ...SlaPolicy.decode(NONE), id: 'x', arriveLimit: { seconds: 300, nanos: 0 } } },
  { operationMode: { ...OperationMode.decode(NONE), id: 'x', centerName: '中心', utcOffsetMinutes: 480 } },
]

function aFact(): Fact {
  const type = FactType.FACT_TYPE_DISPATCHED
  return { ...Fact.decode(NONE), id: 'f', type, at: at(1_738_886_400_123), distanceM: 0 }
}

/** As the wire carries it. */
function overTheWire(payload: Partial<Change>): Change {
  return Change.decode(Change.encode(wireChange(4, payload)).finish())
}

describe('decoding', () => {
  test('every kind comes over the wire and through the cache', () => {
    const { changes, undecodable, unknownValues } = decodeChanges(ONE_OF_EACH.map(overTheWire))
    expect(changes.map((change) => change.kind)).toEqual(KINDS)
    expect({ undecodable, unknownValues }).toEqual({ undecodable: 0, unknownValues: 0 })
    for (const change of changes) {
      expect(change).toMatchObject({ id: 'x', revision: 4, value: { id: 'x' } })
      expect(fromRow(toRow(change))).toEqual(change)
    }
  })

  test('instants, absent values and real zeros keep their meaning', () => {
    const { changes } = decodeChanges([overTheWire(ONE_OF_EACH[0] ?? {})])
    expect(changes[0]?.value).toMatchObject({
      source: 'video',
      position,
      facts: [{ type: 'dispatched', atMs: 1_738_886_400_123, distanceM: 0 }],
    })
    expect(changes[0]?.value).not.toHaveProperty('stage')
    expect(changes[0]?.value).not.toHaveProperty('gridId')
    expect(msOf({ seconds: -1, nanos: -500_000_000 })).toBe(-1500)
  })

  test('an unknown enum value is kept by its number and counted', () => {
    const wire = { ...Case.decode(NONE), id: 'x', stage: 99 as Stage, source: 77 as Source }
    const { changes, unknownValues } = decodeChanges([overTheWire({ case: wire })])
    expect(changes[0]?.value).toMatchObject({ stage: 'unknown-99', source: 'unknown-77' })
    expect(unknownValues).toBe(2)
    expect(termOf(['a'], 0)).toBeUndefined()
  })

  test('a kind from the future is counted, not dropped without a word', () => {
    // Field 14, a message: no such resource in this version.
    const fromTheFuture = Change.decode(Uint8Array.from([8, 9, 0x72, 2, 10, 0]))
    const unit = overTheWire(ONE_OF_EACH[1] ?? {})
    const strange = overTheWire({ removal: { kind: 'hovercraft', id: 'x' } })
    const decoded = decodeChanges([fromTheFuture, unit, strange])
    expect(decoded).toMatchObject({ undecodable: 2, changes: [{ kind: 'unit' }] })
  })

  test.each(KINDS)('a removal of %s is a change without a value', (kind) => {
    const { changes } = decodeChanges([overTheWire({ removal: { kind, id: 'x' } })])
    expect(changes).toEqual([{ kind, id: 'x', revision: 4, value: undefined }])
  })
})
