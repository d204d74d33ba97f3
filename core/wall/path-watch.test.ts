import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import { change, MORNING_MS, quickCase } from '../testing/cases.ts'
import { ServerClock } from '../watch/server-clock.ts'
import { Notices } from './notices.ts'
import { PathWatch } from './path-watch.ts'

/** A wall whose gateway runs `rate` times as fast as real time. */
function make(rate = 1) {
  const clock = new ManualClock(MORNING_MS)
  const serverClock = new ServerClock(clock)
  serverClock.remember({ serverMs: MORNING_MS, wallMs: MORNING_MS, rate })
  const notices = new Notices(() => {})
  let live = true
  const path = new PathWatch({ clock, serverClock, notices, isLive: () => live })
  const wait = (seconds: number): void => {
    for (let second = 0; second < seconds; second++) {
      clock.advance(1_000)
      path.tick()
    }
  }
  const prove = (): void => {
    const emitted = proofAt(serverClock.nowMs())
    path.received(emitted)
    path.stored(emitted)
  }
  return { clock, serverClock, notices, path, wait, prove, setLive: (now: boolean) => (live = now) }
}

function proofAt(atMs: number) {
  const source = quickCase('proof-of-life', ['reported'], atMs)
  return [change('case', source.id, { ...source, synthetic: true })]
}

describe('proof of life', () => {
  test('what is on disk is the proof, with the time of its making and of its storing', () => {
    const { path, clock, prove } = make()
    expect([path.proof, path.ageMs]).toEqual([undefined, -1])
    const emitted = proofAt(MORNING_MS)
    path.received(emitted)
    clock.advance(300)
    expect(path.proof).toBeUndefined()
    path.stored(emitted)
    expect(path.proof).toEqual({ emittedMs: MORNING_MS, storedMs: MORNING_MS + 300 })
    clock.advance(1_700)
    expect(path.ageMs).toBe(2_000)
    prove()
    expect(path.proof?.emittedMs).toBe(MORNING_MS + 2_000)
    path.stored([change('case', 'C1', quickCase('C1', ['reported']))])
    expect(path.proof?.emittedMs).toBe(MORNING_MS + 2_000)
  })

  test('a gateway that falls silent is said after a minute and fifteen seconds, until the next proof', () => {
    const { notices, wait, prove } = make()
    wait(300)
    expect(notices.list()).toEqual([])
    prove()
    wait(75)
    expect(notices.list()).toEqual([])
    wait(1)
    expect(notices.list()).toMatchObject([
      { code: 'path-unproven', count: 1, detail: expect.stringMatching(/^Gateway silent/) },
    ])
    wait(20)
    expect(notices.list()).toMatchObject([{ count: 1 }])
    prove()
    expect(notices.list()).toEqual([])
  })

  test('one that has come and is not on disk is said within fifteen seconds', () => {
    const { notices, path, serverClock, wait, prove } = make()
    prove()
    wait(60)
    const second = proofAt(serverClock.nowMs())
    path.received(second)
    wait(15)
    expect(notices.list()).toEqual([])
    wait(1)
    expect(notices.list()).toMatchObject([{ detail: expect.stringMatching(/^Not stored/) }])
    path.stored(second)
    expect(notices.list()).toEqual([])
  })

  test('a gateway whose log takes nothing is said by its own word, while the link is live, until it writes again', () => {
    const { notices, path, wait, prove, setLive } = make()
    prove()
    path.gatewayUnwritten(undefined)
    wait(1)
    path.gatewayUnwritten(8_000)
    wait(1)
    expect(notices.list()).toEqual([])
    path.gatewayUnwritten(8_001)
    wait(1)
    expect(notices.list()).toMatchObject([
      { code: 'path-unproven', detail: expect.stringMatching(/^Gateway cannot/) },
    ])
    setLive(false)
    wait(1)
    expect(notices.list()).toEqual([])
    setLive(true)
    wait(1)
    expect(notices.list()).toHaveLength(1)
    path.gatewayUnwritten(400)
    wait(1)
    expect(notices.list()).toEqual([])
  })

  test('the stage that is said is the one that is broken now', () => {
    const { notices, path, wait, prove } = make()
    wait(1)
    prove()
    wait(76)
    expect(notices.list()).toMatchObject([{ detail: expect.stringMatching(/^Gateway silent/) }])
    path.gatewayUnwritten(9_000)
    wait(1)
    expect(notices.list()).toMatchObject([{ detail: expect.stringMatching(/^Gateway cannot/) }])
    path.gatewayUnwritten(0)
    wait(1)
    expect(notices.list()).toMatchObject([{ detail: expect.stringMatching(/^Gateway silent/) }])
    prove()
    wait(1)
    expect(notices.list()).toEqual([])
  })

  test('while the link is down nothing is expected, and afterwards the gateway has its minute', () => {
    const { notices, wait, prove, setLive } = make()
    prove()
    setLive(false)
    wait(600)
    setLive(true)
    wait(75)
    expect(notices.list()).toEqual([])
    wait(2)
    expect(notices.list()).toHaveLength(1)
  })

  test('a scenario that runs faster does not shorten the minute', () => {
    const { notices, path, wait, prove } = make(60)
    prove()
    wait(70)
    expect(notices.list()).toEqual([])
    expect(path.ageMs).toBe(70_000)
  })
})
