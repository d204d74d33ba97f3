import fc from 'fast-check'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import type { ViewMessage } from '../../domain/view/contract.ts'
import type { Delta } from '../../domain/view/delta.ts'
import type { Link } from '../../domain/view/link.ts'
import { change, quickCase } from '../testing/cases.ts'
import { TestView } from '../testing/memory-port.ts'
import { HIGH_ALARM, unitChange } from '../testing/samples.ts'
import { Session } from './session.ts'
import { WallState } from './wall-state.ts'

const LINK: Link = { state: 'live', sinceMs: 0, gateway: 'nowhere:1', revision: 1, attempt: 0 }

function make(view = new TestView(false)) {
  const clock = new ManualClock(0)
  const state = new WallState(() => {})
  let ends = 0
  const acts: ViewMessage[] = []
  const session = new Session(
    {
      clock,
      state,
      log: pino({ level: 'silent' }),
      display: () => ({ name: 'test', widthMm: 1000, distanceMm: 3000 }),
      visitors: () => false,
      identity: () => undefined,
      answer: async () => ({ accepted: true }),
      onAttached: () => {},
      onDetached: () => {},
      onReport: () => {},
      link: () => LINK,
      notices: () => [],
      time: () => ({ serverMs: clock.wallMs(), rate: 1 }),
      proof: () => undefined,
      act: (message) => acts.push(message),
    },
    view.port,
  )
  session.start(() => ends++)
  const push = (delta: Delta): void => session.push(delta)
  return { clock, state, session, view, push, acts, ends: () => ends }
}

/** More than a view is sent without a rest. */
const storm = (revision: number) =>
  Array.from({ length: 301 }, (_, index) => unitChange(`s${index}`, revision, { name: String(revision) }))

const lastOf = (view: TestView) => view.messages.at(-1)

test('what is beside the world is said at once, or with the next acknowledgement', () => {
  const { session, view } = make()
  view.attach()
  session.pulse()
  expect(view.messages).toHaveLength(1)
  view.ack()
  expect(view.messages).toHaveLength(2)
  view.ack()
  expect(view.messages).toHaveLength(2)
  session.pulse()
  expect(view.messages).toHaveLength(3)
})

describe('session', () => {
  test('begins with the whole world, then one message for each acknowledgement', () => {
    const { state, view, push } = make()
    push(state.apply([unitChange('a', 1)]))
    expect(view.messages).toEqual([])
    view.attach()
    expect(lastOf(view)).toMatchObject({
      type: 'world',
      seq: 1,
      link: LINK,
      delta: { upserts: { unit: [{ id: 'a' }] } },
    })
    push(state.apply([unitChange('b', 2)]))
    expect(view.messages).toHaveLength(1)
    view.ack()
    expect(lastOf(view)).toMatchObject({ type: 'delta', seq: 2, delta: { upserts: { unit: [{ id: 'b' }] } } })
  })

  test('I6: a view that does not acknowledge costs one entry per key, and then gets the last state', () => {
    const { state, view, push } = make()
    view.attach()
    for (let revision = 1; revision <= 1_000; revision++) {
      push(state.apply([unitChange(`u${revision % 3}`, revision, { name: `at ${revision}` })]))
    }
    view.ack()
    const message = lastOf(view)
    expect(view.messages).toHaveLength(2)
    expect(message?.type === 'delta' && message.delta.upserts.unit?.map((unit) => unit.name).sort()).toEqual([
      'at 1000',
      'at 998',
      'at 999',
    ])
  })

  test('I2: whatever a slow view misses, each key is seen forward only, and in the end the replica is the state', () => {
    const step = fc.oneof(
      fc.record({ id: fc.constantFrom('a', 'b', 'c'), gone: fc.boolean() }),
      fc.constant('ack' as const),
      fc.constant('second' as const),
      fc.constant('relist' as const),
      fc.constant('storm' as const),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { clock, state, view, push } = make()
        const seen = new Map<string, number>()
        view.onMessage = (message) => {
          if (!('delta' in message)) return
          for (const unit of message.delta.upserts.unit ?? []) {
            const revision = Number(unit.name)
            expect(revision).toBeGreaterThanOrEqual(seen.get(unit.id) ?? 0)
            seen.set(unit.id, revision)
          }
        }
        view.attach()
        for (const [index, one] of steps.entries()) {
          const revision = index + 1
          if (one === 'ack') view.ack()
          else if (one === 'second') clock.advance(1_000)
          else if (one === 'storm') push(state.apply(storm(revision)))
          else if (one === 'relist') {
            const units = [unitChange('a', revision, { name: String(revision) })]
            push(state.replace(units, { nowMs: revision, knownToMs: revision }))
          } else {
            const unit = unitChange(one.id, revision, { name: String(revision) })
            push(state.apply([one.gone ? change('unit', one.id, undefined) : unit]))
          }
        }
        view.ack()
        clock.advance(1_000)
        view.ack()
        expect(view.replica).toEqual(state.replica)
      }),
      { numRuns: 300 },
    )
  })

  test('in a storm it rests between two messages, but not from what answers a hand, nor from the link', () => {
    const { clock, state, session, view, push } = make()
    view.attach()
    const next = (revision: number): number => {
      push(state.apply(storm(revision)))
      view.ack()
      return view.messages.length
    }
    expect(next(1)).toBe(1)
    push(state.apply([unitChange('late', 2)]))
    clock.advance(199)
    expect(view.messages).toHaveLength(1)
    clock.advance(1)
    expect(lastOf(view)).toMatchObject({ delta: { upserts: { unit: { length: 302 } } } })
    expect(next(3)).toBe(2)
    session.hurry()
    expect(view.messages).toHaveLength(2)
    push(state.change((delta) => delta.remove('alarm', HIGH_ALARM.id)))
    expect(view.messages).toHaveLength(3)
    expect(next(4)).toBe(3)
    session.pulse()
    expect(view.messages).toHaveLength(4)
    expect(next(5)).toBe(4)
    view.close()
    clock.advance(5_000)
    expect(view.messages).toHaveLength(4)
  })

  test('says something every second, and waits for the acknowledgement of that, too', () => {
    const { clock, view } = make()
    view.attach()
    clock.advance(10_000)
    expect(view.messages).toHaveLength(1)
    view.ack()
    clock.advance(1_000)
    expect(lastOf(view)).toMatchObject({ type: 'delta', seq: 2, delta: { upserts: {}, removes: {} } })
    view.say({ type: 'ack', seq: 1 })
    view.say({ type: 'ack', seq: 77 })
    clock.advance(10_000)
    expect(view.messages).toHaveLength(2)
  })

  test('a view of another protocol is refused in words, and gets nothing', () => {
    const { clock, state, view, push } = make()
    view.attach(99)
    push(state.apply([change('case', 'a', quickCase('a', ['reported']))]))
    clock.advance(5_000)
    const coded = { code: 'view-outdated', parts: { view: '99', core: '2' } }
    const reason: unknown = expect.stringContaining('protocol 99')
    expect(view.messages).toEqual([{ type: 'refused', reason, coded }])
  })

  test('a page that attaches again gets the world again', () => {
    const { state, view, push } = make()
    view.attach()
    push(state.apply([unitChange('a', 1)]))
    view.attach()
    expect(lastOf(view)).toMatchObject({ type: 'world', seq: 2 })
    expect(view.replica).toEqual(state.replica)
  })

  test('a closed port ends everything', () => {
    const { clock, state, view, push, ends } = make()
    view.attach()
    view.ack()
    view.close()
    push(state.apply([unitChange('a', 1)]))
    clock.advance(5_000)
    expect(ends()).toBe(1)
    expect(view.messages).toHaveLength(1)
  })

  test('a port that throws is closed, and its sender is none the wiser', () => {
    const view = new TestView(false)
    const { state, push, ends } = make(view)
    view.attach()
    view.ack()
    view.onMessage = () => {
      throw new Error('the view is gone')
    }
    expect(() => push(state.apply([unitChange('a', 1)]))).not.toThrow()
    expect(ends()).toBe(1)
    expect(view.closed).toBe(true)
  })
})
