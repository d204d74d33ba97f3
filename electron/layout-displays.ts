import { readFileSync, statSync } from 'node:fs'
import type { LayoutDisplay } from '../core/displays/layout.ts'
import { readLayout } from '../core/displays/read-layout.ts'
import type { Logger } from '../core/log.ts'
import { setRepeatingTimer, type Cancel, type Clock } from '../domain/clock.ts'
import { englishProblem } from '../domain/view/file-problem.ts'

const LOOK_EVERY_MS = 1_000

export interface LayoutDisplaysParts {
  readonly file: string
  /** Where the core keeps the last layout that was good. */
  readonly lastGoodFile: string
  readonly clock: Clock
  readonly log: Logger
}

/** The displays of the layout file as it is now. While it cannot be used, those of the last one that could. */
export class LayoutDisplays {
  readonly #parts: LayoutDisplaysParts
  #displays: readonly LayoutDisplay[] = []
  #changedMs = 0

  constructor(parts: LayoutDisplaysParts) {
    this.#parts = parts
  }

  get displays(): readonly LayoutDisplay[] {
    return this.#displays
  }

  /** Returns what ends it. */
  follow(onChange: () => void): Cancel {
    const { file, lastGoodFile, clock } = this.#parts
    this.#changedMs = changedMs(file)
    if (!this.#read(file)) this.#read(lastGoodFile)
    return setRepeatingTimer(clock, LOOK_EVERY_MS, () => {
      const now = changedMs(file)
      if (now === this.#changedMs) return
      this.#changedMs = now
      if (this.#read(file)) onChange()
    })
  }

  #read(file: string): boolean {
    const { layout, problems } = readLayout(textOf(file))
    if (layout === undefined) {
      const sentences = problems.map(englishProblem)
      this.#parts.log.error(
        { problems: sentences },
        `The layout ${file} cannot be used; the windows stay as they are.`,
      )
      return false
    }
    this.#displays = layout.displays
    return true
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // An empty text is a mistake that is told like any other.
    return ''
  }
}

function changedMs(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
