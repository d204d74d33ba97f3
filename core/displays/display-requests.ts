import { coded } from '../../domain/view/coded-sentence.ts'
import type { SceneName } from '../../domain/view/display-item.ts'
import type { Answer, Asker, Request } from '../../domain/view/request.ts'
import { ACCEPTED, refused } from '../wall/desk.ts'
import { nameOf, type Control, type Holder } from './control.ts'
import type { DisplayViews } from './display-views.ts'
import type { Layout, LayoutDisplay } from './layout.ts'

export interface DisplayRequestsParts {
  readonly layout: () => Layout
  readonly views: DisplayViews
  readonly control: Control
}

type DisplayRequest = Extract<Request, { readonly displayId: string }>

/**
 * What seats ask of the displays. Nobody needs control of a display to change it while nobody has it; who has it is
 * not overruled, and the others are told who it is.
 */
export class DisplayRequests {
  readonly #parts: DisplayRequestsParts

  constructor(parts: DisplayRequestsParts) {
    this.#parts = parts
  }

  answer(request: Request, asker: Asker): Answer | undefined {
    if (request.kind === 'display-preset') return this.#preset(request.preset, asker)
    if (!('displayId' in request)) return undefined
    const { displays } = this.#parts.layout()
    const display = displays.find((one) => one.id === request.displayId)
    if (display === undefined) {
      const ids = displays.map((one) => one.id).join(', ')
      const sentence = `There is no display "${request.displayId}" in the layout; there are ${ids}.`
      return refused(sentence, coded('display-unknown', { display: request.displayId, displays: ids }))
    }
    const other = this.#parts.control.otherHolder(display.id, asker)
    if (other !== undefined) return held(display, other, 'display-held')
    this.#parts.control.used(display.id, asker)
    return this.#do(request, display, asker)
  }

  #do(request: DisplayRequest, display: LayoutDisplay, asker: Asker): Answer {
    const { views, control } = this.#parts
    switch (request.kind) {
      case 'display-control':
        if (request.take) control.take(display.id, asker)
        else control.release(display.id)
        return ACCEPTED
      case 'display-scene':
        views.choose(display.id, request.scene, 'seat', `${nameOf(asker)} chose it`)
        return ACCEPTED
      case 'display-camera':
        views.look(display.id, request.camera)
        return ACCEPTED
      case 'display-rotation':
        if (display.rotation === undefined) {
          const sentence = `Display "${display.id}" has no rotation; the layout file may give it one.`
          return refused(sentence, coded('no-rotation', { display: display.id }))
        }
        views.hold(display.id, request.held)
        return ACCEPTED
    }
  }

  /** All of its displays or none: half a preset is a wall that nobody asked for. */
  #preset(name: string, asker: Asker): Answer {
    const { layout, control } = this.#parts
    const { displays, presets } = layout()
    const preset = presets.find((one) => one.name === name || one.nameEn === name)
    if (preset === undefined) {
      const names = presets.map((one) => one.name).join(', ')
      return refused(
        `There is no preset "${name}"; ${names === '' ? 'the layout has none' : `there are ${names}`}.`,
        coded('preset-unknown', { preset: name }),
      )
    }
    const meant = displays.filter((display) => preset.scenes[display.id] !== undefined)
    for (const display of meant) {
      const other = control.otherHolder(display.id, asker)
      if (other !== undefined) return held(display, other, 'preset-held')
    }
    for (const display of meant) {
      const scene = preset.scenes[display.id]
      if (scene !== undefined)
        this.#presetOne(display, scene, `${nameOf(asker)} called preset ${preset.name}`)
      control.used(display.id, asker)
    }
    return ACCEPTED
  }

  /** A preset that shows what the layout shows anyway lets a rotation go on. */
  #presetOne(display: LayoutDisplay, scene: SceneName, why: string): void {
    const { views } = this.#parts
    if (scene === display.scene) views.letGo(display.id, scene, why)
    else views.choose(display.id, scene, 'preset', why)
  }
}

function held(
  { id }: LayoutDisplay,
  { by, remainingMs }: Holder,
  code: 'display-held' | 'preset-held',
): Answer {
  const minutes = Math.max(1, Math.ceil(remainingMs / 60_000))
  const sentence = `${by} has control of display "${id}", for ${minutes} min more at most; ask them to release it, or wait.`
  const rest = code === 'preset-held' ? ' Nothing was changed.' : ''
  return refused(sentence + rest, coded(code, { display: id, by, minutes }))
}
