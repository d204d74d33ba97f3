import {
  PANEL_NAMES,
  type Arrangement,
  type PanelName,
  type SceneName,
} from '../../domain/view/display-item.ts'
import { problemAt, type FileProblem, type Place } from '../../domain/view/file-problem.ts'
import { splitTracks, type DisplayText, type LayoutText, type SceneText } from './layout-schema.ts'

const HEAD = 'head'
const EMPTY = '.'
const AREAS: ReadonlySet<string> = new Set([...PANEL_NAMES, HEAD, EMPTY])

/** What belongs together in a layout: a problem per mistake, with its place and what to do. */
export function checkLayout(text: LayoutText, sceneNames: ReadonlySet<SceneName>): readonly FileProblem[] {
  const ids = text.displays.map((display) => display.id)
  return [
    ...repeated(ids).map((id) => problemAt(['displays'], 'display-twice', { id })),
    ...text.displays.flatMap((display) => checkDisplay(display, new Set(ids), sceneNames)),
    ...checkSounds(text.displays),
    ...repeated(text.presets.map((preset) => preset.name)).map((name) =>
      problemAt(['presets'], 'preset-twice', { name }),
    ),
    ...text.presets.flatMap((preset) => checkPreset(preset, new Set(ids), sceneNames)),
    ...Object.entries(text.scenes).flatMap(([name, scene]) => checkScene(name, scene)),
  ]
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}

function checkDisplay(
  { id, scene, rotation, takeover, screen }: DisplayText,
  ids: ReadonlySet<string>,
  sceneNames: ReadonlySet<SceneName>,
): readonly FileProblem[] {
  const at: Place = ['displays', { entry: id }]
  const problems: FileProblem[] = []
  for (const name of new Set([scene, ...(rotation?.scenes ?? [])])) {
    if (!sceneNames.has(name)) problems.push(problemAt(at, 'scene-undescribed', { scene: name }))
  }
  if (rotation !== undefined && new Set(rotation.scenes).size < 2) {
    problems.push(problemAt(at, 'rotation-short', {}))
  }
  if (rotation !== undefined && !rotation.scenes.includes(scene)) {
    problems.push(problemAt(at, 'rotation-without', { scene }))
  }
  for (const other of takeover) {
    if (other === id) problems.push(problemAt(at, 'takeover-self', {}))
    else if (!ids.has(other)) problems.push(problemAt(at, 'takeover-unknown', { display: other }))
  }
  if (screen !== undefined) problems.push(...checkScreen(at, screen))
  return problems
}

function checkScreen(at: Place, screen: NonNullable<DisplayText['screen']>): readonly FileProblem[] {
  const { x, y, widthPx, heightPx } = screen
  const problems: FileProblem[] = []
  if (Object.keys(screen).length === 0) problems.push(problemAt(at, 'screen-empty', {}))
  if ((x === undefined) !== (y === undefined)) problems.push(problemAt(at, 'screen-half-place', {}))
  if ((widthPx === undefined) !== (heightPx === undefined)) {
    problems.push(problemAt(at, 'screen-half-size', {}))
  }
  return problems
}

function checkSounds(displays: readonly DisplayText[]): readonly FileProblem[] {
  const loud = displays.filter((display) => display.sounds)
  if (loud.length === 1) return []
  if (loud.length === 0) return [problemAt(['displays'], 'sound-none', {})]
  return [problemAt(['displays'], 'sound-many', { displays: loud.map(({ id }) => id) })]
}

function checkPreset(
  { name, scenes }: LayoutText['presets'][number],
  ids: ReadonlySet<string>,
  sceneNames: ReadonlySet<SceneName>,
): readonly FileProblem[] {
  const at: Place = ['presets', { entry: name }]
  const problems = Object.entries(scenes).flatMap(([id, scene]) => [
    ...(ids.has(id) ? [] : [problemAt(at, 'preset-display-unknown', { display: id, displays: [...ids] })]),
    ...(sceneNames.has(scene) ? [] : [problemAt(at, 'scene-undescribed', { scene })]),
  ])
  return Object.keys(scenes).length === 0 ? [problemAt(at, 'preset-empty', {})] : problems
}

function checkScene(name: string, { critical, arrangements }: SceneText): readonly FileProblem[] {
  const at: Place = ['scenes', { entry: name }]
  const least = Math.min(...arrangements.map((one) => one.minAspect))
  const aspects = arrangements.map((one) => String(one.minAspect))
  return [
    ...(least === 0 ? [] : [problemAt(at, 'aspect-zero-missing', {})]),
    ...repeated(aspects).map((aspect) => problemAt(at, 'aspect-twice', { aspect })),
    ...arrangements.flatMap((one) => checkArrangement([...at, `minAspect ${one.minAspect}`], one, critical)),
  ]
}

function checkArrangement(
  at: Place,
  arrangement: Arrangement,
  critical: readonly PanelName[],
): readonly FileProblem[] {
  const rows = arrangement.areas.map((row) => row.trim().split(/\s+/))
  const first = rows[0]?.length ?? 0
  const ragged = rows.findIndex((row) => row.length !== first)
  if (ragged !== -1) {
    const count = rows[ragged]?.length ?? 0
    return [problemAt(at, 'areas-ragged', { row: ragged + 1, count, first })]
  }
  const names = [...new Set(rows.flat())]
  return [
    ...checkTracks(at, 'columns-differ', arrangement.columns, first),
    ...checkTracks(at, 'rows-differ', arrangement.rows, rows.length),
    ...names.filter((name) => !AREAS.has(name)).map((area) => problemAt(at, 'area-unknown', { area })),
    ...names
      .filter((name) => name !== EMPTY && !isRectangle(rows, name))
      .map((area) => problemAt(at, 'area-torn', { area })),
    ...(names.includes(HEAD) ? [] : [problemAt(at, 'head-missing', {})]),
    ...critical
      .filter((panel) => !names.includes(panel))
      .map((panel) => problemAt(at, 'critical-homeless', { panel })),
  ]
}

function checkTracks(
  at: Place,
  code: 'columns-differ' | 'rows-differ',
  tracks: string,
  count: number,
): readonly FileProblem[] {
  const given = splitTracks(tracks).length
  return given === count ? [] : [problemAt(at, code, { given, count })]
}

function isRectangle(rows: readonly (readonly string[])[], name: string): boolean {
  const cells = rows.flatMap((row, y) => row.flatMap((cell, x) => (cell === name ? [{ x, y }] : [])))
  const xs = cells.map((cell) => cell.x)
  const ys = cells.map((cell) => cell.y)
  const width = Math.max(...xs) - Math.min(...xs) + 1
  const height = Math.max(...ys) - Math.min(...ys) + 1
  return cells.length === width * height
}
