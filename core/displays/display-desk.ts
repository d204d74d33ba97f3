import { basename, join } from 'node:path'
import type { Cancel } from '../../domain/clock.ts'
import type { Display } from '../../domain/view/display.ts'
import type { DisplayItem, LayoutItem, SceneName } from '../../domain/view/display-item.ts'
import { englishProblem, type FileProblem } from '../../domain/view/file-problem.ts'
import { ownDisplayId } from '../../domain/view/own-display.ts'
import type { Answer, Asker, Request, ViewReport } from '../../domain/view/request.ts'
import type { DeskContext, Desk } from '../wall/desk.ts'
import { ChoicesFile } from './choices.ts'
import { Control } from './control.ts'
import { displayItem } from './display-items.ts'
import { DisplayRequests } from './display-requests.ts'
import { DisplayViews } from './display-views.ts'
import type { Layout, LayoutDisplay, ReadLayout } from './layout.ts'
import { LayoutFile } from './layout-file.ts'
import { LOST_AFTER_MS, Presence } from './presence.ts'
import { defaultLayout } from './read-layout.ts'
import { Rotations } from './rotations.ts'
import { guestsOf, type DisplayNow, type Guests } from './takeover.ts'

/** How long a display that never had a page is waited for before others show its critical panels. */
const STARTING_MS = 30_000

export interface DisplayHealth {
  readonly id: string
  readonly state: DisplayItem['state']
  readonly scene: SceneName
  /** -1: its page has not said. */
  readonly fps: number
  /** Since its page was heard; -1 if none ever was. */
  readonly ageMs: number
}

/**
 * The displays of the wall: which there are, what each shows and why, and who steers it.
 * - A display is known by its id, never by its place in a list.
 * - The critical panels of a display that is lost are on another one within five seconds, and come back with it.
 * - A layout file that cannot be used changes nothing: the last good layout stays, its mistakes are listed.
 * - What people chose survives a restart.
 */
export class DisplayDesk implements Desk {
  readonly #context: DeskContext
  readonly #onGlass: () => void
  readonly #presence: Presence
  readonly #control: Control
  readonly #views: DisplayViews
  readonly #requests: DisplayRequests
  readonly #rotations: Rotations
  readonly #choices: ChoicesFile
  readonly #file: LayoutFile | undefined
  #layout: Layout
  #problems: readonly FileProblem[] = []
  #startedMs = 0
  #guests: ReadonlyMap<string, Guests> = new Map()
  #isLooking = false
  #cancelLost: Cancel = () => {}

  /** `onGlass` hears that the size or the distance of a display is another one now. */
  constructor(context: DeskContext, onGlass: () => void) {
    const { options } = context
    const { clock, log, dataDir, layoutFile } = options
    this.#context = context
    this.#onGlass = onGlass
    this.#layout = usualLayout(options.display)
    this.#presence = new Presence(clock)
    this.#control = new Control(clock)
    this.#views = new DisplayViews({ clock, log, nowMs: () => this.#knownNowMs() })
    this.#requests = new DisplayRequests({
      layout: () => this.#layout,
      views: this.#views,
      control: this.#control,
    })
    this.#rotations = new Rotations(this.#views)
    this.#choices = new ChoicesFile(join(dataDir, 'displays.json'), log)
    if (layoutFile !== undefined) {
      this.#file = new LayoutFile({
        file: layoutFile,
        lastGoodFile: join(dataDir, 'layout-last-good.json'),
        log,
      })
    }
  }

  async start(): Promise<void> {
    this.#startedMs = this.#context.options.clock.monotonicMs()
    this.#views.restore(await this.#choices.read())
    const opened = await this.#file?.open()
    if (opened?.lastGood?.layout !== undefined) this.#layout = opened.lastGood.layout
    if (opened !== undefined) this.#take(opened.now)
    this.#views.use(this.#layout)
    this.#publish()
  }

  async stop(): Promise<void> {
    this.#cancelLost()
    await this.#choices.write(this.#views.choices)
  }

  tick(): void {
    void this.#look()
    this.#rotations.turn(this.#now(), this.#guests, [...this.#context.state.replica.alarm.values()])
    this.#publish()
  }

  answer(request: Request, asker: Asker): Promise<Answer> | undefined {
    const answer = this.#requests.answer(request, asker)
    if (answer === undefined) return undefined
    this.#publish()
    return Promise.resolve(answer)
  }

  attached(asker: Asker): void {
    this.#at(asker, (id) => this.#presence.attached(id, asker.viewId))
  }

  detached(asker: Asker): void {
    this.#control.left(asker)
    this.#at(asker, (id) => this.#presence.detached(id, asker.viewId))
    // Not with the next second: those who look for its panels have waited long enough.
    this.#cancelLost()
    this.#cancelLost = this.#context.options.clock.setTimer(LOST_AFTER_MS, () => this.#publish())
  }

  reported(asker: Asker, report: ViewReport): void {
    this.#at(asker, (id) => this.#presence.reported(id, asker.viewId, report))
  }

  /** An event shows its scenes. Displays that it does not name, or that are not there, are left alone. */
  takeForEvent(scenes: Readonly<Record<string, SceneName>>, why: string): void {
    for (const { id } of this.#layout.displays) {
      const scene = scenes[id]
      if (scene !== undefined) this.#views.take(id, scene, why)
    }
    this.#publish()
  }

  /** The event is over: what it took shows again what was there before. */
  giveBackFromEvent(why: string): void {
    for (const { id } of this.#layout.displays) this.#views.giveBack(id, why)
    this.#publish()
  }

  /** What text sizes of a page are derived from; the wall's own glass for a page that no display knows. */
  glass(displayId: string | undefined): Display {
    const id = ownDisplayId(displayId === undefined ? {} : { displayId }, this.#ids())
    const found = this.#layout.displays.find((display) => display.id === id)
    if (found === undefined) return this.#context.options.display
    return { name: found.name, widthMm: found.widthMm, distanceMm: found.distanceMm }
  }

  health(): readonly DisplayHealth[] {
    return this.#layout.displays.map(({ id, scene }) => ({
      id,
      state: this.#presence.state(id),
      scene: this.#views.view(id)?.scene ?? scene,
      fps: Math.round(this.#presence.report(id)?.framesPerSecond ?? -1),
      ageMs: Math.round(this.#presence.ageMs(id)),
    }))
  }

  #ids(): readonly string[] {
    return this.#layout.displays.map((display) => display.id)
  }

  #at(asker: Asker, step: (displayId: string) => void): void {
    const id = ownDisplayId(asker, this.#ids())
    if (id !== undefined) step(id)
    this.#publish()
  }

  async #look(): Promise<void> {
    if (this.#file === undefined || this.#isLooking) return
    this.#isLooking = true
    const read = await this.#file.look()
    this.#isLooking = false
    if (read === undefined) return
    this.#take(read)
    this.#views.use(this.#layout)
    this.#publish()
    if (read.layout !== undefined) this.#onGlass()
  }

  #take({ layout, problems }: ReadLayout): void {
    const { log, layoutFile } = this.#context.options
    this.#problems = problems
    if (layout === undefined) {
      const sentences = problems.map(englishProblem)
      log.error({ problems: sentences }, `${layoutFile} cannot be used; the last good layout stays in force.`)
    } else {
      this.#layout = layout
      log.info({ displays: layout.displays.map((one) => one.id) }, 'the layout is in force')
    }
  }

  /** Each display with its scene, and whether it is there. */
  #now(): readonly DisplayNow[] {
    const { clock } = this.#context.options
    const isStarting = clock.monotonicMs() - this.#startedMs < STARTING_MS
    return this.#layout.displays.map((display) => {
      const state = this.#presence.state(display.id)
      const name = this.#views.view(display.id)?.scene
      return {
        display,
        scene: this.#layout.scenes.find((scene) => scene.name === name),
        isAway: state === 'lost' || (state === 'unseen' && !isStarting),
      }
    })
  }

  #publish(): void {
    const now = this.#now()
    this.#guests = this.#moveGuests(guestsOf(now))
    const loud = loudest(now)
    const known = this.#context.state.replica.display
    const items = now.flatMap((one) => this.#itemOf(one, loud))
    const layout = this.#layoutItem()
    const gone = [...known.keys()].filter((id) => !items.some((item) => item.id === id))
    const changed = items.filter((item) => !isSame(item, known.get(item.id)))
    const isLayoutNew = !isSame(layout, this.#context.state.replica.layout.get(layout.id))
    if (gone.length + changed.length > 0 || isLayoutNew) {
      this.#context.change((delta) => {
        for (const item of changed) delta.put('display', item)
        for (const id of gone) delta.remove('display', id)
        if (isLayoutNew) delta.put('layout', layout)
      })
    }
    void this.#choices.write(this.#views.choices)
  }

  #itemOf({ display }: DisplayNow, loud: string | undefined): readonly DisplayItem[] {
    const { state, serverClock } = this.#context
    const nowMs = this.#knownNowMs()
    const view = this.#views.view(display.id)
    if (view === undefined) return []
    const facts = {
      display,
      view,
      viewSinceMs: this.#views.sinceMs(display.id),
      state: this.#presence.state(display.id),
      guests: this.#guests.get(display.id) ?? [],
      sounds: display.id === loud,
      held: this.#rotations.heldBy(display.id),
      holder: this.#control.holder(display.id),
      report: this.#presence.report(display.id),
      nowMs,
      rate: serverClock.rate,
    }
    return [displayItem(facts, state.replica.display.get(display.id))]
  }

  /** Server time; 0 while it is not known: since when a display shows something is never told in the machine's. */
  #knownNowMs(): number {
    const { serverClock } = this.#context
    return serverClock.isUnknown ? 0 : serverClock.nowMs()
  }

  #layoutItem(): LayoutItem {
    const { layoutFile } = this.#context.options
    const { scenes, presets } = this.#layout
    const strangers = this.#presence.strangers(new Set(this.#ids()))
    return {
      id: 'layout',
      ...(layoutFile === undefined ? {} : { file: basename(layoutFile) }),
      scenes,
      presets,
      problems: this.#problems,
      ...(strangers.length === 0 ? {} : { strangers }),
    }
  }

  #moveGuests(guests: ReadonlyMap<string, Guests>): ReadonlyMap<string, Guests> {
    for (const { id } of this.#layout.displays) {
      const [before, after] = [this.#guests.get(id) ?? [], guests.get(id) ?? []]
      if (isSame(before, after)) continue
      const say = (some: Guests) =>
        some.map((one) => `${one.panel} of ${one.fromDisplayId}`).join(', ') || 'none'
      this.#context.options.log.info(`Display ${id} had as guests ${say(before)}, and has now ${say(after)}.`)
    }
    return guests
  }
}

/** Where the sounds are made: the loud display, or while it is away the first one that is there. */
function loudest(displays: readonly DisplayNow[]): string | undefined {
  const loud = displays.find(({ display }) => display.sounds)
  if (loud === undefined || !loud.isAway) return loud?.display.id
  const present = displays.filter(({ isAway }) => !isAway).map(({ display }) => display.id)
  return [...loud.display.takeover, ...present].find((id) => present.includes(id)) ?? loud.display.id
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Without a layout file the one display is the glass that the host was told of. */
function usualLayout({ widthMm, distanceMm }: Display): Layout {
  const { displays, ...rest } = defaultLayout()
  const ofGlass = (display: LayoutDisplay): LayoutDisplay => ({
    ...display,
    widthMm,
    heightMm: Math.round((widthMm * display.heightPx) / display.widthPx),
    distanceMm,
  })
  return { ...rest, displays: displays.map(ofGlass) }
}
