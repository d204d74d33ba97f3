import { pino } from 'pino'
import type { AlarmItem } from '../../domain/view/alarm-item.ts'
import type { DisplayItem, LayoutItem } from '../../domain/view/display-item.ts'
import type { Asker, Request, Answer } from '../../domain/view/request.ts'
import { ManualClock } from '../../domain/manual-clock.ts'
import type { DeskContext } from '../wall/desk.ts'
import { Notices } from '../wall/notices.ts'
import { WallState } from '../wall/wall-state.ts'
import { LinkHealth } from '../watch/link-health.ts'
import { ServerClock } from '../watch/server-clock.ts'
import { WATCH_TIMING } from '../watch/timing.ts'
import { DisplayDesk } from '../displays/display-desk.ts'

const SECOND_MS = 1_000

/** A desk of displays with a wall's own state around it, its files in a real folder, and time in a test's hand. */
export class DisplayTrial {
  readonly clock = new ManualClock(1_795_305_600_000)
  readonly desk: DisplayDesk
  readonly logged: string[] = []
  glassChanges = 0
  readonly #context: DeskContext

  readonly #serverClock = new ServerClock(this.clock)

  /** With `knowsTime: false` the gateway's time is not known until `tellTime`. */
  constructor(dataDir: string, layoutFile?: string, knowsTime = true) {
    const serverClock = this.#serverClock
    if (knowsTime) this.tellTime(this.clock.wallMs())
    const state = new WallState(() => {})
    const log = pino(
      {},
      { write: (line: string) => this.logged.push((JSON.parse(line) as { msg: string }).msg) },
    )
    this.#context = {
      options: {
        gateway: '127.0.0.1:1',
        dataDir,
        display: { name: 'glass', widthMm: 1_234, distanceMm: 2_345 },
        clock: this.clock,
        log,
        storeWorker: new URL('../store/store-worker.ts', import.meta.url),
        layoutFile,
      },
      serverClock,
      state,
      link: new LinkHealth(this.clock, serverClock, WATCH_TIMING, '127.0.0.1:1'),
      notices: new Notices(() => {}),
      change: (step) => void state.change(step),
    }
    this.desk = new DisplayDesk(this.#context, () => this.glassChanges++)
  }

  tellTime(serverMs: number): void {
    this.#serverClock.remember({ serverMs, wallMs: this.clock.wallMs(), rate: 1 })
  }

  /** Seconds pass, each with its tick, as in the core. */
  pass(seconds: number): void {
    for (let second = 0; second < seconds; second++) {
      this.clock.advance(SECOND_MS)
      this.desk.tick()
    }
  }

  ask(request: Request, asker: Asker = seat('A')): Promise<Answer> {
    const answer = this.desk.answer(request, asker)
    if (answer === undefined) throw new Error(`The desk of displays does not answer ${request.kind}.`)
    return answer
  }

  show(...displayIds: readonly string[]): void {
    for (const displayId of displayIds) this.desk.attached(page(displayId))
  }

  item(id: string): DisplayItem {
    const item = this.#context.state.replica.display.get(id)
    if (item === undefined) throw new Error(`There is no display ${id}.`)
    return item
  }

  get ids(): readonly string[] {
    return [...this.#context.state.replica.display.keys()]
  }

  get layout(): LayoutItem | undefined {
    return this.#context.state.replica.layout.get('layout')
  }

  setAlarms(...alarms: readonly AlarmItem[]): void {
    this.#context.change((delta) => {
      for (const id of this.#context.state.replica.alarm.keys()) delta.remove('alarm', id)
      for (const alarm of alarms) delta.put('alarm', alarm)
    })
  }
}

export function page(displayId: string): Asker {
  return { viewId: `page of ${displayId}`, displayId }
}

export function seat(name: string): Asker {
  return { viewId: `page of seat ${name}`, seat: name }
}
