import { join } from 'node:path'
import { tickKey } from '../../domain/event/event-timeline.ts'
import { isTickable } from '../../domain/event/tickable.ts'
import { eventLimitsOf, type EventLimit } from '../../domain/sla/event-limit.ts'
import { coded } from '../../domain/view/coded-sentence.ts'
import type { SceneName } from '../../domain/view/display-item.ts'
import type { EventItem } from '../../domain/view/event-item.ts'
import { englishProblem } from '../../domain/view/file-problem.ts'
import type { Answer, Asker, Request } from '../../domain/view/request.ts'
import { ACCEPTED, RequestFailed, type Desk, type DeskContext } from '../wall/desk.ts'
import { BaseMap } from './base-map.ts'
import { activated, refusals } from './event-answers.ts'
import { EventJournal } from './event-journal.ts'
import { itemsOf, type UsablePack } from './event-items.ts'
import { scenesOf } from './event-scenes.ts'
import { afterAct, NEVER_USED, standingsOf, type EventAct, type EventStanding } from './event-record.ts'
import { PackFolder, type PackFile } from './pack-folder.ts'

/** In the sources and in the bundle of the desktop app alike, two folders below the root. */
const RESOURCES = join(import.meta.dirname, '../../resources')

/** Ticks of a second between two looks at the folders, and at what the preflight says. */
const LOOK_EVERY = 3

const DEFAULT_ACTOR = 'wall'

export interface EventDeskParts {
  /** Puts the limits of the active event in force, or none, for every case. */
  readonly setLimits: (limits: readonly EventLimit[]) => void
  /** The displays that the event names show its scenes. They keep that over a restart by themselves. */
  readonly takeScenes: (scenes: Readonly<Record<string, SceneName>>, why: string) => void
  /** Every display that the event took shows again what was there before. */
  readonly giveBackScenes: (why: string) => void
}

/**
 * 重大活动保障: the event packs of this wall, and the one that is in force. An activation is on disk before anything
 * of it shows, and a restart comes to the same state. The event stays what it was activated as: a file that is
 * changed or taken away meanwhile says so, and counts from the next activation on. A roll-back leaves nothing
 * behind in limits and scenes; what was done is kept in the journal. Needs no network.
 */
export class EventDesk implements Desk {
  readonly #context: DeskContext
  readonly #parts: EventDeskParts
  readonly #folder: PackFolder
  readonly #journal: EventJournal
  #baseMap: BaseMap | undefined
  #files: readonly PackFile[] = []
  #standings: ReadonlyMap<string, EventStanding> = new Map()
  #ticks = 0
  #looking: Promise<void> | undefined
  /** Acts of people, one after the other. */
  #queue: Promise<unknown> = Promise.resolve()

  constructor(context: DeskContext, parts: EventDeskParts) {
    const { eventsDir, eventKeysDir } = context.options
    const packsDir = eventsDir ?? join(RESOURCES, 'events')
    this.#context = context
    this.#parts = parts
    this.#folder = new PackFolder(packsDir, eventKeysDir ?? join(RESOURCES, 'events/keys'))
    this.#journal = new EventJournal(context.options, (acts) => this.#restore(acts))
  }

  async start(): Promise<void> {
    this.#baseMap = await BaseMap.read(join(RESOURCES, 'map'))
    await this.#journal.start()
    await this.#look()
  }

  async stop(): Promise<void> {
    await this.#looking
    await this.#queue.catch(() => {})
    await this.#journal.stop()
  }

  tick(): void {
    this.#ticks += 1
    if (this.#ticks % LOOK_EVERY !== 0) return
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined))
  }

  answer(request: Request, asker: Asker): Promise<Answer> | undefined {
    switch (request.kind) {
      case 'event-activate':
        return this.#inTurn(() => this.#activate(request.eventId, asker))
      case 'event-roll-back':
        return this.#inTurn(() => this.#rollBack(request.eventId, asker))
      case 'event-tick':
        return this.#inTurn(() => this.#tick(request, asker))
      default:
        return undefined
    }
  }

  #inTurn(step: () => Promise<Answer>): Promise<Answer> {
    const turn = this.#queue.then(step)
    this.#queue = turn.catch(() => {})
    return turn
  }

  async #activate(eventId: string, asker: Asker): Promise<Answer> {
    const item = this.#itemOf(eventId)
    if (item === undefined) return refusals.unknown(eventId)
    if (item.state === 'refused') return refusals.packRefused(item)
    const active = this.#active()
    if (active !== undefined) return refusals.active(active, eventId)
    const usable = this.#usable(eventId)
    if (usable === undefined) return refusals.gone(eventId)
    const who = this.#who(asker)
    await this.#write({ kind: 'activate', eventId, ...who, ...usable })
    this.#putInForce()
    const { pack } = usable
    const scenes = scenesOf(pack.scenes, this.#context.state.replica.display.keys())
    this.#parts.takeScenes(scenes, `${who.by} activated the event "${pack.id}"`)
    return activated(item.preflight)
  }

  async #rollBack(eventId: string, asker: Asker): Promise<Answer> {
    if (this.#active()?.eventId !== eventId) return refusals.notActive(eventId, 'nothing to roll back')
    const who = this.#who(asker)
    await this.#write({ kind: 'roll-back', eventId, ...who })
    this.#putInForce()
    this.#parts.giveBackScenes(`${who.by} rolled the event "${eventId}" back`)
    return ACCEPTED
  }

  async #tick(request: Extract<Request, { kind: 'event-tick' }>, asker: Asker): Promise<Answer> {
    const { eventId, checklistId, itemId, done } = request
    const active = this.#active()
    if (active?.eventId !== eventId) {
      return refusals.notActive(eventId, 'its lists are ticked from the activation on')
    }
    const key = tickKey(checklistId, itemId)
    if (!isTickable(active.pack, checklistId, itemId)) return refusals.itemUnknown(key)
    // Who ticked it first stays named; ticking again is no change.
    if ((this.#standing(eventId).ticks[key] !== undefined) === done) return ACCEPTED
    await this.#write({ kind: done ? 'tick' : 'untick', eventId, key, ...this.#who(asker) })
    this.#publish()
    return ACCEPTED
  }

  #who(asker: Asker): { readonly by: string; readonly atMs: number } {
    const { options, serverClock } = this.#context
    return { by: asker.seat ?? options.actor ?? DEFAULT_ACTOR, atMs: serverClock.nowMs() }
  }

  async #write(act: EventAct): Promise<void> {
    try {
      await this.#journal.add(act)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const sentence = `Not done, because it could not be written down. ${reason}`
      throw new RequestFailed(sentence, coded('not-written', {}), { cause: error })
    }
    const { eventId, kind, by } = act
    this.#standings = new Map(this.#standings).set(eventId, afterAct(this.#standing(eventId), act))
    this.#context.options.log.info({ eventId, kind, by }, 'an event was changed')
  }

  #restore(acts: readonly EventAct[]): void {
    this.#standings = standingsOf(acts)
    this.#putInForce()
  }

  #putInForce(): void {
    const active = this.#active()
    this.#parts.setLimits(active === undefined ? [] : eventLimitsOf(active.pack, active.atMs))
    this.#publish()
  }

  async #look(): Promise<void> {
    const { log } = this.#context.options
    try {
      const files = await this.#folder.readIfChanged()
      if (files !== undefined) {
        this.#files = files
        for (const problem of this.#folder.keyProblems) log.warn(problem)
        for (const { file, problems } of files) {
          for (const one of problems) log.warn(`The event pack ${file} is refused. ${englishProblem(one)}`)
        }
      }
      this.#publish()
    } catch (error) {
      log.error(
        `the event packs could not be read: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }

  /** Sends what is another than before; items that are gone are removed. */
  #publish(): void {
    const { state, change } = this.#context
    if (this.#baseMap === undefined) return
    const items = itemsOf(this.#files, this.#standings, { replica: state.replica, baseMap: this.#baseMap })
    const ids = new Set(items.map(({ id }) => id))
    const changed = items.filter((item) => !isSame(state.replica.event.get(item.id), item))
    const gone = [...state.replica.event.keys()].filter((id) => !ids.has(id))
    if (changed.length + gone.length === 0) return
    change((delta) => {
      for (const item of changed) delta.put('event', item)
      for (const id of gone) delta.remove('event', id)
    })
  }

  #itemOf(eventId: string): EventItem | undefined {
    return this.#context.state.replica.event.get(eventId)
  }

  #usable(eventId: string): UsablePack | undefined {
    const found = this.#files.find(({ pack }) => pack?.id === eventId)
    if (found?.pack === undefined || found.signedBy === undefined) return undefined
    return { file: found.file, pack: found.pack, signedBy: found.signedBy }
  }

  #standing(eventId: string): EventStanding {
    return this.#standings.get(eventId) ?? NEVER_USED
  }

  #active(): EventStanding['active'] {
    return [...this.#standings.values()].find(({ active }) => active !== undefined)?.active
  }
}

function isSame(a: object | undefined, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
