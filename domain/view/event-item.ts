import type { EventPack } from '../event/event-pack.ts'
import type { PersonAtTime } from './alarm-item.ts'
import type { FileProblem } from './file-problem.ts'

/**
 * - `checked`: the pack is whole and signed by somebody whom this wall trusts, and nothing more.
 * - `active`: its posts, limits and scenes are in force.
 * - `refused`: it cannot be used, and `problems` say why.
 */
export type EventState = 'checked' | 'active' | 'refused'

/** One check before the start. The words are the renderer's; `missing` names things. */
export interface PreflightLine {
  readonly check:
    | 'signature'
    | 'base-map'
    | 'posts-on-platform'
    | 'posts-rostered'
    | 'posts-placed'
    | 'displays'
    | 'scenes'
    | 'voice'
    | 'districts'
    | 'checklists'
    | 'profiles'
  readonly state: 'ready' | 'incomplete' | 'missing'
  readonly done: number
  readonly total: number
  readonly missing: readonly string[]
}

/** An event pack as this wall has it. One item per pack file; at most one is active. */
export interface EventItem {
  readonly id: string
  readonly file: string
  readonly state: EventState
  readonly pack?: EventPack
  readonly signedBy?: string
  readonly problems: readonly FileProblem[]
  readonly preflight: readonly PreflightLine[]
  readonly activated?: PersonAtTime
  readonly rolledBack?: PersonAtTime
  /** Ticked items, by `checklist/item`. */
  readonly ticks: Readonly<Record<string, PersonAtTime>>
}
