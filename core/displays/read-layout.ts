import type { SceneLayout, SceneName } from '../../domain/view/display-item.ts'
import { englishProblem, problemAt, type Place, type PlaceStep } from '../../domain/view/file-problem.ts'
import defaultText from '../../resources/layouts/default.json' with { type: 'json' }
import { readJson } from '../files/read-json.ts'
import { schemaProblems } from '../files/schema-problems.ts'
import { checkLayout } from './layout-checks.ts'
import { layoutSchema, type DisplayText, type LayoutText } from './layout-schema.ts'
import type { Layout, LayoutDisplay, ReadLayout } from './layout.ts'

const MAX_PROBLEMS = 50

/** Reads the text of a layout file. Scenes that it leaves out are those of the default layout. */
export function readLayout(text: string): ReadLayout {
  const json = readJson(text)
  if ('fault' in json) return { problems: [problemAt([], 'layout-json', { ...json.fault })] }
  return layoutOf(json.value, defaultLayout().scenes)
}

let known: Layout | undefined

/** One display and every scene, as it comes with the program; a test proves that it is good. */
export function defaultLayout(): Layout {
  if (known !== undefined) return known
  const { layout, problems } = layoutOf(defaultText, [])
  if (layout === undefined) {
    throw new Error(`The default layout is broken: ${problems.map(englishProblem).join(' ')}`)
  }
  known = layout
  return layout
}

function layoutOf(value: unknown, usualScenes: readonly SceneLayout[]): ReadLayout {
  const parsed = layoutSchema.safeParse(value, { reportInput: true })
  if (!parsed.success) {
    const problems = schemaProblems(parsed.error.issues, (path) => placeOf(path, value))
    return { problems: problems.slice(0, MAX_PROBLEMS) }
  }
  const scenes = scenesOf(parsed.data, usualScenes)
  const names = new Set<SceneName>([...scenes.map((scene) => scene.name), 'safe'])
  const problems = checkLayout(parsed.data, names)
  if (problems.length > 0) return { problems: problems.slice(0, MAX_PROBLEMS) }
  const displays = parsed.data.displays.map(displayOf)
  return { layout: { displays, scenes, presets: parsed.data.presets }, problems: [] }
}

function displayOf({ rotation, ...display }: DisplayText): LayoutDisplay {
  if (rotation === undefined) return display
  return { ...display, rotation: { scenes: rotation.scenes, dwellMs: rotation.dwellSeconds * 1_000 } }
}

function scenesOf(text: LayoutText, usual: readonly SceneLayout[]): readonly SceneLayout[] {
  const own = Object.entries(text.scenes).map(([name, scene]) => ({ name: name as SceneName, ...scene }))
  const named = new Set(own.map((scene) => scene.name))
  return [...own, ...usual.filter((scene) => !named.has(scene.name))]
}

/** `displays, "led", widthMm` is found sooner than `displays.0.widthMm`. */
function placeOf(path: readonly PropertyKey[], value: unknown): Place {
  if (path.length === 0) return [{ word: 'file' }]
  let here: unknown = value
  return path.map((step): PlaceStep => {
    here = isRecord(here) ? here[String(step)] : undefined
    if (typeof step !== 'number') return String(step)
    const name = isRecord(here) ? (here.id ?? here.name) : undefined
    return typeof name === 'string' ? { entry: name } : { number: step + 1 }
  })
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
