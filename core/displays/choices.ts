import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { SCENE_NAMES } from '../../domain/view/display-item.ts'
import type { Logger } from '../log.ts'

const scene = z.enum(SCENE_NAMES)
const choiceSchema = z.object({
  scene: scene.exactOptional(),
  reason: z.enum(['seat', 'preset', 'event']).exactOptional(),
  held: z.boolean().exactOptional(),
  camera: z.object({ lat: z.number(), lon: z.number(), widthM: z.number() }).exactOptional(),
  before: z
    .object({
      scene,
      reason: z.enum(['layout', 'rotation', 'seat', 'preset', 'event', 'alarm']),
      held: z.boolean(),
    })
    .exactOptional(),
})
const fileSchema = z.object({ version: z.literal(1), displays: z.record(z.string(), choiceSchema) })

/** What people chose for one display; what is absent is as the layout says. */
export type Choice = z.infer<typeof choiceSchema>
export type Choices = Readonly<Record<string, Choice>>

/**
 * What people chose, kept over a restart in a small file. It is replaced as a whole, so that a crash leaves the old
 * one or the new one. A damaged file is put aside: the wall then shows what its layout says, and the log says so.
 */
export class ChoicesFile {
  readonly #file: string
  readonly #log: Logger
  #written = textOf({})
  #isFailing = false
  #last: Promise<void> = Promise.resolve()

  constructor(file: string, log: Logger) {
    this.#file = file
    this.#log = log
  }

  async read(): Promise<Choices> {
    const text = await readFile(this.#file, 'utf8').catch(() => undefined)
    if (text === undefined) return {}
    try {
      const { displays } = fileSchema.parse(JSON.parse(text))
      this.#written = text
      return displays
    } catch (error) {
      await rename(this.#file, `${this.#file}.damaged`)
      const reason = error instanceof Error ? error.message : String(error)
      this.#log.error(
        { reason },
        `${this.#file} cannot be used and was put aside; displays show their layout.`,
      )
      return {}
    }
  }

  /** Writes in order, and only what changed. */
  write(displays: Choices): Promise<void> {
    const text = textOf(displays)
    if (text !== this.#written) {
      this.#written = text
      this.#last = this.#last.then(() => this.#replace(text))
    }
    return this.#last
  }

  async #replace(text: string): Promise<void> {
    try {
      await writeFile(`${this.#file}.new`, text)
      await rename(`${this.#file}.new`, this.#file)
      this.#isFailing = false
    } catch (error) {
      // The next change or second tries again; it is said once.
      this.#written = ''
      if (this.#isFailing) return
      this.#isFailing = true
      const reason = error instanceof Error ? error.message : String(error)
      this.#log.error(
        { reason },
        'What was chosen for the displays could not be written; a restart forgets it.',
      )
    }
  }
}

function textOf(displays: Choices): string {
  return `${JSON.stringify({ version: 1, displays }, undefined, 2)}\n`
}
