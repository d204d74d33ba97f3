import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import type { ClockRecord } from '../../domain/sla/clock-record.ts'
import { ServerClock } from '../watch/server-clock.ts'
import { SlaEngine } from './sla-engine.ts'

const START_MS = 1_738_886_400_000

interface Told {
  readonly afterMs: number
  readonly what: string
}

/** An engine whose server time is the machine's; `known` is what the link says is known. */
function make(known: { toMs: number | undefined } = { toMs: undefined }) {
  const clock = new ManualClock(START_MS)
  const serverClock = new ServerClock(clock)
  const told: Told[] = []
  const engine = new SlaEngine({
    clock,
    serverClock,
    knownToMs: () => known.toMs ?? serverClock.nowMs(),
    onTransition: ({ caseId, kind, from, to }) =>
      told.push({ afterMs: clock.wallMs() - START_MS, what: `${caseId} ${kind} ${from}>${to}` }),
  })
  return { clock, engine, told, known }
}

function record(fields: Partial<ClockRecord> = {}): ClockRecord {
  return { kind: 'arrive', startMs: START_MS, limitMs: 300_000, atRiskPercent: 80, pauses: [], ...fields }
}

describe('SLA engine', () => {
  test('tells each change at its instant, and only changes', () => {
    const { clock, engine, told } = make()
    engine.setClocks('a', [record(), record({ kind: 'handle', limitMs: 600_000 })])
    engine.setClocks('a', [record(), record({ kind: 'handle', limitMs: 600_000 })])
    clock.advance(700_000)
    expect(told).toEqual([
      { afterMs: 240_000, what: 'a arrive running>at-risk' },
      { afterMs: 300_001, what: 'a arrive at-risk>breached' },
      { afterMs: 480_000, what: 'a handle running>at-risk' },
      { afterMs: 600_001, what: 'a handle at-risk>breached' },
    ])
    engine.stop()
  })

  test('a new clock that is due before all others does not wait for them', () => {
    const { clock, engine, told } = make()
    engine.setClocks('late', [record({ limitMs: 3_600_000 })])
    clock.advance(100)
    engine.setClocks('soon', [record({ limitMs: 200, atRiskPercent: 100 })])
    clock.advance(500)
    expect(told).toEqual([
      { afterMs: 200, what: 'soon arrive running>at-risk' },
      { afterMs: 201, what: 'soon arrive at-risk>breached' },
    ])
    engine.stop()
  })

  test('pauses move the instants; a stopped or forgotten clock tells nothing more', () => {
    const { clock, engine, told } = make()
    const pauses = [{ fromMs: START_MS + 60_000, toMs: START_MS + 120_000 }]
    engine.setClocks('a', [record({ kind: 'handle', pauses })])
    engine.setClocks('b', [record()])
    engine.setClocks('c', [record()])
    clock.advance(200_000)
    engine.setClocks('b', [record({ stopMs: START_MS + 200_000 })])
    engine.setClocks('c', [])
    clock.advance(400_000)
    expect(told).toEqual([
      { afterMs: 60_000, what: 'a handle running>paused' },
      { afterMs: 120_000, what: 'a handle paused>running' },
      { afterMs: 200_000, what: 'b arrive running>met' },
      { afterMs: 300_000, what: 'a handle running>at-risk' },
      { afterMs: 360_001, what: 'a handle at-risk>breached' },
    ])
    engine.stop()
  })

  test('I9: without the link a breach is presumed, and facts confirm or rescind it', () => {
    const { clock, engine, told, known } = make()
    engine.setClocks('kept', [record()])
    engine.setClocks('broken', [record()])
    clock.advance(250_000)
    known.toMs = START_MS + 250_000
    clock.advance(100_000)
    expect(told.slice(2).map((one) => one.what)).toEqual([
      'kept arrive at-risk>presumed',
      'broken arrive at-risk>presumed',
    ])
    // The fact that arrives first is from before the link was lost: nothing more is known yet.
    engine.reconsider()
    expect(told).toHaveLength(4)
    engine.setClocks('kept', [record({ stopMs: START_MS + 260_000 })])
    known.toMs = undefined
    engine.reconsider()
    expect(told.slice(4).map((one) => one.what)).toEqual([
      'kept arrive presumed>met',
      'broken arrive presumed>breached',
    ])
    engine.stop()
  })

  test('ten thousand clocks each change at their own instant', () => {
    const { clock, engine, told } = make()
    for (let index = 0; index < 10_000; index++) {
      const startMs = START_MS + ((index * 7919) % 10_000)
      engine.setClocks(`c${index}`, [record({ startMs, limitMs: 1_000, atRiskPercent: 100 })])
    }
    // The manual clock looks through its timers one by one; the engine has one.
    clock.advance(12_000)
    expect(told).toHaveLength(20_000)
    for (const { afterMs, what } of told) {
      const index = Number(/^c(\d+)/.exec(what)?.[1])
      const dueMs = ((index * 7919) % 10_000) + 1_000
      expect(afterMs).toBe(what.endsWith('breached') ? dueMs + 1 : dueMs)
    }
    engine.stop()
  })

  test('after stop and after clear nothing is told', () => {
    const { clock, engine, told } = make()
    engine.setClocks('a', [record()])
    engine.clear()
    clock.advance(1_000_000)
    engine.setClocks('b', [record({ startMs: clock.wallMs() })])
    engine.stop()
    clock.advance(1_000_000)
    expect(told).toEqual([])
  })
})
