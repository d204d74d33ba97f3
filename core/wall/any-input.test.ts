import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import { Case, Fact } from '../../proto/gen/wall/v1/case.ts'
import { DutyPoint, RosterEntry, SignIn, Unit } from '../../proto/gen/wall/v1/duty.ts'
import { OperationMode, SlaPolicy } from '../../proto/gen/wall/v1/policy.ts'
import type { Change } from '../../proto/gen/wall/v1/wall_feed.ts'
import { SlaEngine } from '../sla/sla-engine.ts'
import { fromRow, toRow } from '../store/row-codec.ts'
import { MORNING_MS } from '../testing/cases.ts'
import { at, wireChange } from '../testing/wire.ts'
import { decodeChanges } from '../watch/decode.ts'
import { ServerClock } from '../watch/server-clock.ts'
import { WallState } from './wall-state.ts'

const NONE = new Uint8Array()
const id = fc.constantFrom('a', 'b', '')
const instant = fc.option(
  fc.oneof(
    fc.integer({ min: -2_000_000, max: 2_000_000 }).map((ms) => at(MORNING_MS + ms)),
    fc.constant(at(0)),
  ),
  { nil: undefined },
)
const duration = fc.option(
  fc.record({ seconds: fc.integer({ min: -100, max: 10_000 }), nanos: fc.constantFrom(0, 5e8, -5e8) }),
  { nil: undefined },
)
const term = fc.integer({ min: -2, max: 30 })
const count = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(2 ** 32 - 1))
const measure = fc.option(fc.constantFrom(0, -1, 10, 1e300, Number.NaN, Number.POSITIVE_INFINITY), {
  nil: undefined,
})

/** A message with some fields set to something odd, the others at their default. */
function odd<T extends object>(empty: T, fields: { [K in keyof T]?: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(fields as { [K in keyof T]: fc.Arbitrary<T[K]> }).map((some) => ({ ...empty, ...some }))
}

const fact = odd(Fact.decode(NONE), {
  id,
  type: term as never,
  at: instant,
  deviceAt: instant,
  deviceOffset: duration,
  buffered: fc.boolean(),
  unitId: id,
  distanceM: measure,
  accuracyM: measure,
  byOfficer: fc.boolean(),
  evidenceCount: count,
  outcome: term as never,
  originAt: instant,
  duration,
})
const payload: fc.Arbitrary<Partial<Change>> = fc.oneof(
  odd(Case.decode(NONE), {
    id,
    stage: term as never,
    source: term as never,
    responseClass: fc.constantFrom(1, 2, 9) as never,
    outcome: term as never,
    means: term as never,
    facts: fc.array(fact, { maxLength: 6 }),
  }).map((value) => ({ case: value })),
  odd(Unit.decode(NONE), { id, dutyPointId: id, statusSince: instant, heardAt: instant, caseId: id }).map(
    (value) => ({ unit: value }),
  ),
  odd(DutyPoint.decode(NONE), {
    id,
    radiusM: count,
    bands: fc.array(fc.record({ name: id, startMinute: count, endMinute: count }), { maxLength: 2 }),
  }).map((value) => ({ dutyPoint: value })),
  odd(RosterEntry.decode(NONE), {
    id,
    dutyPointId: id,
    startAt: instant,
    endAt: instant,
    role: term as never,
  }).map((value) => ({ rosterEntry: value })),
  odd(SignIn.decode(NONE), {
    id,
    rosterEntryId: id,
    dutyPointId: id,
    inAt: instant,
    outAt: instant,
    inCell: fc.boolean(),
    role: term as never,
  }).map((value) => ({ signIn: value })),
  odd(SlaPolicy.decode(NONE), {
    id,
    version: count,
    effectiveFrom: instant,
    responseClass: fc.constantFrom(1, 2) as never,
    arriveLimit: duration,
    handleLimit: duration,
    handleOrigin: term as never,
    atRiskPercent: count,
    pauseMax: duration,
    pauseMaxCount: count,
    extensionMaxCount: count,
    fixCount: count,
    restartOnReturn: fc.boolean(),
  }).map((value) => ({ slaPolicy: value })),
  odd(OperationMode.decode(NONE), { id, utcOffsetMinutes: fc.constantFrom(0, 480, -720, 2 ** 31 - 1) }).map(
    (value) => ({ operationMode: value }),
  ),
  fc.constantFrom('case', 'unit', 'duty_point', 'sla_policy').map((kind) => ({ removal: { kind, id: 'a' } })),
)

test('whatever a gateway says, the wall shows it, keeps it and counts on: nothing throws', () => {
  fc.assert(
    fc.property(fc.array(fc.array(payload, { maxLength: 5 }), { maxLength: 6 }), (batches) => {
      const clock = new ManualClock(MORNING_MS)
      const serverClock = new ServerClock(clock)
      const engine = new SlaEngine({
        clock,
        serverClock,
        knownToMs: () => clock.wallMs(),
        onTransition: () => {},
      })
      const state = new WallState((caseId, clocks) => engine.setClocks(caseId, clocks))
      for (const [index, batch] of batches.entries()) {
        const { changes } = decodeChanges(batch.map((one) => wireChange(index + 1, one)))
        for (const change of changes) {
          if (change.value !== undefined) expect(fromRow(toRow(change)).id).toBe(change.id)
        }
        state.apply(changes)
        clock.advance(400_000)
        state.tick({ nowMs: clock.wallMs(), knownToMs: clock.wallMs() - 1_000 })
      }
      engine.stop()
    }),
    { numRuns: 400 },
  )
})
