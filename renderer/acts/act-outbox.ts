import { shallowRef, type ShallowRef } from 'vue'
import type { Act } from '../../domain/model/act.ts'
import type { ActItem } from '../../domain/view/act-item.ts'
import type { ActMessage } from '../connection/session.ts'

/** An act that the core has not shown to have yet. Only this page knows of it. */
export interface UnsentAct {
  readonly id: string
  readonly caseId: string
  readonly act: Act
  readonly madeMs: number
}

/** Where unsent acts outlive a reload of the page; a test brings its own. */
export type Drawer = Pick<Storage, 'getItem' | 'setItem'>

const KEY = 'fiveten-unsent-acts'

/**
 * Keeps every act of a person until the core shows that it has it, over lost ports, new cores and reloads.
 * Sent again it carries the same id, and is the same act.
 */
export class ActOutbox {
  readonly unsent: ShallowRef<readonly UnsentAct[]>
  readonly #drawer: Drawer | undefined
  #send: ((message: ActMessage) => void) | undefined

  constructor(drawer?: Drawer) {
    this.#drawer = drawer
    this.unsent = shallowRef(keptIn(drawer))
  }

  /** How to reach the core; `undefined` when there is no way. */
  connect(send: ((message: ActMessage) => void) | undefined): void {
    this.#send = send
  }

  submit(act: UnsentAct): void {
    this.#keep([...this.unsent.value, act])
    this.#send?.(messageOf(act))
  }

  /** What the core holds it will bring to the gateway, and it will say what became of it. */
  heard(known: ReadonlyMap<string, ActItem>): void {
    const rest = this.unsent.value.filter(({ id }) => !known.has(id))
    if (rest.length < this.unsent.value.length) this.#keep(rest)
  }

  sendAgain(): void {
    for (const act of this.unsent.value) this.#send?.(messageOf(act))
  }

  #keep(acts: readonly UnsentAct[]): void {
    this.unsent.value = acts
    this.#drawer?.setItem(KEY, JSON.stringify(acts))
  }
}

function messageOf({ id, caseId, act }: UnsentAct): ActMessage {
  return { type: 'act', actId: id, caseId, act }
}

/** Written by this page in this tab. Something else in its place is not an act, and is left. */
function keptIn(drawer: Drawer | undefined): readonly UnsentAct[] {
  const text = drawer?.getItem(KEY) ?? '[]'
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.filter(isUnsentAct) : []
  } catch {
    return []
  }
}

function isUnsentAct(value: unknown): value is UnsentAct {
  return typeof value === 'object' && value !== null && 'id' in value && 'caseId' in value && 'act' in value
}
