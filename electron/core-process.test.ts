import { EventEmitter } from 'node:events'
import type { UtilityProcess, WebContents } from 'electron'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { ManualClock } from '../domain/manual-clock.ts'
import { CoreProcess } from './core-process.ts'

/** A process as far as main sees it: it hears messages, and it ends. */
class Child extends EventEmitter {
  readonly heard: unknown[] = []
  postMessage(message: unknown): void {
    this.heard.push(message)
  }
  kill(): boolean {
    this.emit('exit', 0)
    return true
  }
}

/** A page as far as main sees it. */
class View extends EventEmitter {
  destroyed = false
  isDestroyed(): boolean {
    return this.destroyed
  }
  isCrashed(): boolean {
    return false
  }
  asContents(): WebContents {
    return this as unknown as WebContents
  }
}

function setUp() {
  const children: Child[] = []
  const served: WebContents[] = []
  const clock = new ManualClock(0)
  const core = new CoreProcess({
    clock,
    log: pino({ level: 'silent' }),
    fork() {
      const child = new Child()
      children.push(child)
      return child as unknown as UtilityProcess
    },
    openChannel(view) {
      served.push(view)
      return {} as Electron.MessagePortMain
    },
  })
  return { core, clock, children, served }
}

describe('CoreProcess', () => {
  test('gives every page a port, and every page another one after the core ended', () => {
    const { core, clock, children, served } = setUp()
    const [one, other] = [new View(), new View()]
    core.start()
    core.attach(one.asContents())
    core.attach(other.asContents())
    expect(served).toEqual([one, other])
    children[0]?.emit('exit', 9)
    expect(children).toHaveLength(1)
    clock.advance(250)
    expect(children).toHaveLength(2)
    expect(served).toEqual([one, other, one, other])
    expect(children[1]?.heard).toEqual([{ type: 'view' }, { type: 'view' }])
  })
  test('a page that asks while there is no core is served by the next one', () => {
    const { core, clock, children, served } = setUp()
    core.start()
    children[0]?.emit('exit', 1)
    core.attach(new View().asContents())
    expect(served).toHaveLength(0)
    clock.advance(250)
    expect(served).toHaveLength(1)
  })
  test('what was refused goes into the audit of the core, also what was refused while there was none', () => {
    const { core, clock, children } = setUp()
    const [now, later] = [
      { event: 'host.refused', detail: { refused: 'window' } },
      { event: 'host.refused', detail: { refused: 'key' } },
    ]
    core.start()
    core.record(now)
    expect(children[0]?.heard).toEqual([{ type: 'record', entry: now }])
    children[0]?.emit('exit', 1)
    core.record(later)
    clock.advance(250)
    expect(children[1]?.heard).toEqual([{ type: 'record', entry: later }])
  })
  test('forgets a page that is gone', () => {
    const { core, clock, children, served } = setUp()
    const view = new View()
    core.start()
    core.attach(view.asContents())
    view.destroyed = true
    view.emit('destroyed')
    children[0]?.emit('exit', 1)
    clock.advance(250)
    expect(served).toHaveLength(1)
  })
  test('is never without a core for more than three seconds, however often it ends', () => {
    const { core, clock, children } = setUp()
    core.start()
    for (let ended = 1; ended <= 8; ended++) {
      children.at(-1)?.emit('exit', 1)
      clock.advance(3_000)
      expect(children).toHaveLength(ended + 1)
    }
  })
  test('asks the core to stop and waits for its end', async () => {
    const { core, clock, children } = setUp()
    core.start()
    const stopped = core.stop()
    expect(children[0]?.heard).toEqual([{ type: 'stop' }])
    children[0]?.emit('exit', 0)
    await stopped
    clock.advance(60_000)
    expect(children).toHaveLength(1)
  })
  test('ends a core that does not stop by itself', async () => {
    const { core, clock, children } = setUp()
    core.start()
    let kills = 0
    children[0]?.on('exit', () => kills++)
    const stopped = core.stop()
    clock.advance(3_000)
    await stopped
    expect(kills).toBe(1)
  })
  test('takes the end of the core for no fault once the app is about to quit', () => {
    const { core, clock, children } = setUp()
    core.start()
    core.expectEnd()
    children[0]?.emit('exit', 15)
    clock.advance(60_000)
    expect(children).toHaveLength(1)
  })
  test('does not start again what was waiting to be when it is stopped', async () => {
    const { core, clock, children } = setUp()
    core.start()
    children[0]?.emit('exit', 1)
    await core.stop()
    clock.advance(60_000)
    expect(children).toHaveLength(1)
  })
})
