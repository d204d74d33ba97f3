import type { Clock } from '../../domain/clock.ts'
import type { MapCamera, SceneName, SceneReason } from '../../domain/view/display-item.ts'
import type { Logger } from '../log.ts'
import type { Choice, Choices } from './choices.ts'
import type { Layout } from './layout.ts'

export interface DisplayView {
  readonly scene: SceneName
  readonly reason: SceneReason
  readonly camera?: MapCamera | undefined
  /** A person keeps the scene where it is; its rotation waits. */
  readonly held: boolean
  /** What it showed before an event took it. */
  readonly before?: Choice['before']
}

interface Shown {
  view: DisplayView
  /** Monotonic: when it turned to this scene, or was last kept from turning on. */
  turnedMs: number
  /** Server time; 0 while it is not known. */
  sinceMs: number
}

export interface DisplayViewsParts {
  readonly clock: Clock
  readonly nowMs: () => number
  readonly log: Logger
}

/** What each display shows and why. No view changes without a line in the log that says so. */
export class DisplayViews {
  readonly #parts: DisplayViewsParts
  readonly #shown = new Map<string, Shown>()
  #choices: Choices = {}

  constructor(parts: DisplayViewsParts) {
    this.#parts = parts
  }

  /** What people chose before the restart. */
  restore(choices: Choices): void {
    this.#choices = choices
  }

  /** What people chose, of displays of this layout and of others before it. */
  get choices(): Choices {
    return this.#choices
  }

  /** A new layout: what was chosen stays, what came from the old layout follows the new one. */
  use({ displays }: Layout): void {
    const ids = new Set(displays.map((display) => display.id))
    for (const id of this.#shown.keys()) if (!ids.has(id)) this.#shown.delete(id)
    for (const { id, scene, rotation } of displays) {
      const now = this.#shown.get(id)?.view
      const choice = this.#choices[id]
      if (now === undefined) this.#start(id, { scene, reason: 'layout', held: false, ...choice })
      else if (now.reason === 'layout' && now.scene !== scene)
        this.#turn(id, scene, 'layout', 'the layout changed')
      else if (isTurned(now.reason) && !(rotation?.scenes.includes(now.scene) ?? false)) {
        this.#turn(id, scene, 'layout', 'the layout changed')
      }
    }
  }

  view(id: string): DisplayView | undefined {
    return this.#shown.get(id)?.view
  }

  sinceMs(id: string): number {
    const shown = this.#shown.get(id)
    if (shown === undefined) return 0
    if (shown.sinceMs === 0) shown.sinceMs = this.#parts.nowMs()
    return shown.sinceMs
  }

  /** Real time for which the display has shown its scene and was free to turn on. */
  dwellMs(id: string): number {
    return this.#parts.clock.monotonicMs() - (this.#shown.get(id)?.turnedMs ?? 0)
  }

  /** The dwell begins anew: whatever kept the scene, people need a moment after it. */
  rest(id: string): void {
    const shown = this.#shown.get(id)
    if (shown !== undefined) shown.turnedMs = this.#parts.clock.monotonicMs()
  }

  /** By itself: the rotation, or an alarm. Not kept over a restart. */
  turn(id: string, scene: SceneName, reason: 'rotation' | 'alarm', why: string): void {
    this.#turn(id, scene, reason, why)
  }

  /** By a person. It stays until a person changes it, and its rotation waits. */
  choose(id: string, scene: SceneName, reason: 'seat' | 'preset', why: string): void {
    this.#turn(id, scene, reason, why)
    this.#edit(id, (view) => ({ ...view, held: true, before: undefined }))
  }

  /** Back to what the layout says, as a preset may ask for it. */
  letGo(id: string, scene: SceneName, why: string): void {
    this.#turn(id, scene, 'preset', why)
    this.#edit(id, (view) => ({ ...view, held: false, before: undefined }))
  }

  /** An event takes the display; `giveBack` returns it to what was there before. */
  take(id: string, scene: SceneName, why: string): void {
    const view = this.view(id)
    if (view === undefined) return
    const before = view.before ?? { scene: view.scene, reason: view.reason, held: view.held }
    this.#turn(id, scene, 'event', why)
    this.#edit(id, (now) => ({ ...now, held: true, before }))
  }

  giveBack(id: string, why: string): void {
    const before = this.view(id)?.before
    if (before === undefined) return
    this.#turn(id, before.scene, before.reason, why)
    this.#edit(id, (now) => ({ ...now, held: before.held, before: undefined }))
  }

  hold(id: string, held: boolean): void {
    this.rest(id)
    this.#edit(id, (view) => ({ ...view, held }))
  }

  look(id: string, camera: MapCamera | undefined): void {
    this.#edit(id, (view) => ({ ...view, camera }))
  }

  #start(id: string, view: DisplayView): void {
    this.#shown.set(id, { view, turnedMs: this.#parts.clock.monotonicMs(), sinceMs: this.#parts.nowMs() })
  }

  #turn(id: string, scene: SceneName, reason: SceneReason, why: string): void {
    const view = this.view(id)
    if (view === undefined) return
    if (view.scene === scene) return this.#edit(id, (now) => ({ ...now, reason }))
    const line = `Display ${id} turns from ${view.scene} to ${scene}: ${why}.`
    this.#parts.log.info({ display: id, from: view.scene, to: scene, reason }, line)
    this.#start(id, { ...view, scene, reason })
  }

  #edit(id: string, change: (view: DisplayView) => DisplayView): void {
    const shown = this.#shown.get(id)
    if (shown === undefined) return
    shown.view = change(shown.view)
    this.#choices = { ...this.#choices, [id]: choiceOf(shown.view) }
  }
}

function isTurned(reason: SceneReason): boolean {
  return reason === 'rotation' || reason === 'alarm'
}

/** What comes by itself comes by itself again; what people chose or held is kept. */
function choiceOf({ scene, reason, camera, held, before }: DisplayView): Choice {
  const chosen = reason === 'seat' || reason === 'preset' || reason === 'event' ? reason : undefined
  return {
    ...(chosen !== undefined ? { scene, reason: chosen } : held ? { scene, reason: 'seat' } : {}),
    ...(camera === undefined ? {} : { camera }),
    ...(before === undefined ? {} : { before }),
    ...(held ? { held } : {}),
  }
}
